import { isAtLeast } from '../../kubernetes/version.ts'
import type { Environment } from '../environment.ts'
import { type Availability, isAvailable } from '../libraries/release.ts'
import { mutationFields } from './mutation-types.ts'
import {
  anyType,
  boolType,
  bytesType,
  doubleType,
  durationType,
  dynType,
  intType,
  listType,
  mapType,
  nullType,
  opaqueType,
  stringType,
  structType,
  type Type,
  timestampType,
  typeParameter,
  uintType,
} from './type.ts'
import { scalarNames, wellKnownFields, wellKnownType } from './well-known-types.ts'

/** The type that a name stands for, as a value or in front of a literal's braces; undefined where it is no type's. */
export function typeOfName(name: string, environment: Environment): Type | undefined {
  return valueOfName(name, environment) ?? structOfName(name, environment)
}

/** Whether the name has a value at run time: the names of other types are checked but not evaluated. */
export function isTypeValue(name: string, environment: Environment): boolean {
  return valueOfName(name, environment) !== undefined
}

/** The types of the fields of a struct; undefined for a name that is no struct's. */
export function fieldsOfStruct(name: string, environment: Environment): Fields | undefined {
  const ofMutation = mutationFields(name, environment)
  if (ofMutation !== undefined) return ofMutation
  const fields = environment.structs.fieldsOf(name) ?? wellKnownFields(name)
  if (fields !== undefined) return (field) => fields.get(field)
  if (name === 'map') return () => anyType
  return scalarNames.has(name) ? () => undefined : undefined
}

/** Gives the type of a field; undefined where the struct has no such field. */
export type Fields = (field: string) => Type | undefined

function valueOfName(name: string, environment: Environment): Type | undefined {
  const { kubernetesVersion } = environment
  const known = (isAtLeast(kubernetesVersion, '1.37') ? typeValues : formerTypeValues).get(name)
  if (known !== undefined) return known
  const later = laterTypeValues.find((later) => later.name === name)
  if (later === undefined || !isAvailable(later, environment)) return undefined
  return isAtLeast(kubernetesVersion, '1.37') ? later.type : (later.former ?? later.type)
}

function structOfName(name: string, environment: Environment): Type | undefined {
  if (mutationFields(name, environment) !== undefined) return structType(name)
  if (environment.structs.fieldsOf(name) !== undefined) return structType(name)
  return scalarNames.get(name) ?? wellKnownType(name)
}

/** The names that every release knows. https://github.com/google/cel-go/blob/v0.29.2/common/types/provider.go */
const typeValues: ReadonlyMap<string, Type> = new Map([
  ['bool', boolType],
  ['bytes', bytesType],
  ['double', doubleType],
  ['google.protobuf.Duration', durationType],
  ['google.protobuf.Empty', structType('google.protobuf.Empty')],
  ['google.protobuf.Struct.FieldsEntry', structType('google.protobuf.Struct.FieldsEntry')],
  ['google.protobuf.Timestamp', timestampType],
  ['int', intType],
  ['list', listType(dynType)],
  ['map', mapType(dynType, dynType)],
  ['null_type', nullType],
  ['string', stringType],
  ['type', { kind: 'type', name: 'type', parameters: [] }],
  ['uint', uintType],
])

/** Before 1.37 (cel-go 0.29) lists and maps had type parameters of their own. */
const formerTypeValues: ReadonlyMap<string, Type> = new Map([
  ...typeValues,
  ['list', listType(typeParameter('A'))],
  ['map', mapType(typeParameter('A'), typeParameter('B'))],
])

const delayed = { until: undefined, delayed: true, mutationOnly: false } as const

/** Of optionals and of Kubernetes' own types only those of its network libraries have a name. */
const laterTypeValues: readonly LaterTypeValue[] = [
  {
    ...delayed,
    name: 'optional_type',
    since: '1.28',
    type: opaqueType('optional_type', [dynType]),
    former: opaqueType('optional_type'),
  },
  { ...delayed, name: 'net.CIDR', since: '1.30', type: opaqueType('net.CIDR') },
  { ...delayed, name: 'net.IP', since: '1.30', type: opaqueType('net.IP') },
]

interface LaterTypeValue extends Availability {
  readonly name: string
  readonly type: Type
  /** What it was before 1.37, where that differs. */
  readonly former?: Type
}
