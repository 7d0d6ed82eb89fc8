import { isAtLeast, type KubernetesVersion } from '../../kubernetes/version.ts'
import { Boxed } from './boxed.ts'

/** What `type(x)` gives and what names such as `int` and `google.protobuf.Duration` stand for. */
export class TypeValue extends Boxed {
  readonly name: string

  constructor(name: string) {
    super()
    this.name = name
  }
}

/** Whether an expression may use the name of a type as a value. */
export function isTypeName(name: string, version: KubernetesVersion): boolean {
  if (typeNames.includes(name)) return true
  return laterTypeNames.includes(name) && isAtLeast(version, '1.30')
}

const typeNames: readonly string[] = [
  'bool',
  'bytes',
  'double',
  'google.protobuf.Duration',
  'google.protobuf.Timestamp',
  'int',
  'list',
  'map',
  'null_type',
  'optional_type',
  'string',
  'type',
  'uint',
]

/** Of Kubernetes' own types only those of its network libraries have a name. */
const laterTypeNames: readonly string[] = ['net.CIDR', 'net.IP']
