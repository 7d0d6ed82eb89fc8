import type { Field, FieldType, StructType } from '../kubernetes/schema/field-type.ts'

/** The versions in which the configuration may be written; they have the same fields. */
export const configurationVersions = ['v1', 'v1beta1', 'v1alpha1'] as const

type ConfigurationVersion = (typeof configurationVersions)[number]

const text: FieldType = { kind: 'scalar', scalar: 'string', goType: 'string' }
const texts: FieldType = { kind: 'list', goType: '[]string', items: text, list: 'atomic', keys: [] }

const kindFields = [field('kind', text), field('apiVersion', text)]

/**
 * The configuration in the form that Kubernetes' decoder takes, so that its errors are those of that decoder.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/staging/src/k8s.io/pod-security-admission/admission/api/v1/types.go
 */
export function configurationType(version: ConfigurationVersion): StructType {
  const typeOf = (name: string, fields: readonly Field[]): FieldType => ({
    kind: 'struct',
    goType: `${version}.${name}`,
    struct: structOf(name, fields),
    atomic: false,
  })
  const defaults = ['enforce', 'audit', 'warn'].flatMap((mode) => [
    field(mode, text),
    field(`${mode}-version`, text),
  ])
  const exemptions = ['usernames', 'namespaces', 'runtimeClasses'].map((name) => field(name, texts))
  return structOf('PodSecurityConfiguration', [
    ...kindFields,
    field('defaults', typeOf('PodSecurityDefaults', defaults)),
    field('exemptions', typeOf('PodSecurityExemptions', exemptions)),
  ])
}

function structOf(name: string, fields: readonly Field[]): StructType {
  return {
    name,
    goName: name,
    fields: new Map(fields.map((one) => [one.name, one])),
    atomic: false,
  }
}

function field(name: string, type: FieldType): Field {
  return {
    name,
    type,
    required: false,
    pointer: false,
    omitEmpty: true,
    omitZero: false,
    embedded: '',
    default: undefined,
    values: [],
  }
}
