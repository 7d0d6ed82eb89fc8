import type { Scalar } from './field-type.ts'

/** What Go calls a scalar's type, where nobody gave it a name of its own. */
export function goNameOf(scalar: Scalar): string {
  return goNames[scalar] ?? scalar
}

const goNames: { readonly [scalar in Scalar]?: string } = {
  boolean: 'bool',
  double: 'float64',
  bytes: '[]uint8',
  time: 'v1.Time',
  microTime: 'v1.MicroTime',
  fieldsV1: 'v1.FieldsV1',
  quantity: 'resource.Quantity',
  intOrString: 'intstr.IntOrString',
  rawExtension: 'runtime.RawExtension',
  json: 'v1.JSON',
  schemaOrList: 'v1.JSONSchemaPropsOrArray',
  schemaOrBoolean: 'v1.JSONSchemaPropsOrBool',
  schemaOrStrings: 'v1.JSONSchemaPropsOrStringArray',
}
