import { dynType, listType, mapType, structType, type Type } from '../cel/check/type.ts'
import type { Environment } from '../cel/environment.ts'
import type { KubernetesVersion } from '../kubernetes/version.ts'
import { admissionStructs, namespaceType, requestType } from './admission-structs.ts'

/** What decides which names an expression of a policy may use. */
export interface AdmissionNames {
  readonly kubernetesVersion: KubernetesVersion
  readonly expressions: Environment['expressions']
  /** Whether the policy has a paramKind, and so `params`. */
  readonly hasParams: boolean
  /** Whether there is `authorizer`: everywhere but in a message expression. */
  readonly hasAuthorizer: boolean
  /**
   * The variables that the expression sees, of the types that `variableType` gives; undefined where it sees none. More may
   * come while it is in use.
   */
  readonly variables: ReadonlyMap<string, Type> | undefined
  /** The lookups of the policy; undefined where it has none, or the expression does not see them. */
  readonly lookups?: ReadonlyMap<string, Type> | undefined
  /** Whether the expression makes a mutation: only there `Object` and `JSONPatch` exist. */
  readonly mutation: boolean
}

/**
 * The environment of a policy's expression.
 * https://github.com/kubernetes/apiserver/blob/v0.37.0/pkg/admission/plugin/cel/compile.go and composition.go
 */
export function admissionEnvironment(options: AdmissionNames): Environment {
  const { kubernetesVersion, expressions, mutation } = options
  return {
    kubernetesVersion,
    expressions,
    mutation,
    names: namesOf(options),
    structs: {
      fieldsOf: (name) => fieldsOf(name, options),
    },
  }
}

/**
 * The type of a variable whose expression has that type, undefined where it is broken: Kubernetes keeps scalars, lists and
 * maps and forgets every other.
 * https://github.com/kubernetes/apiserver/blob/v0.37.0/pkg/admission/plugin/cel/composition.go
 */
export function variableType(type: Type | undefined): Type {
  const [first, second] = type?.parameters ?? []
  if (type === undefined || type.nullable) return dynType
  if (type.kind === 'list') return listType(variableType(first))
  if (type.kind === 'map') return mapType(variableType(first), variableType(second))
  return keptKinds.has(type.kind) ? type : dynType
}

const variablesName = 'kubernetes.variables'

const lookupsName = 'kubernetes.lookups'

function fieldsOf(
  struct: string,
  { variables, lookups }: AdmissionNames,
): ReadonlyMap<string, Type> | undefined {
  if (struct === variablesName) return variables
  return struct === lookupsName ? lookups : admissionStructs.get(struct)
}

/** Always the same table for the same names, so that two expressions see the same names where the tables are one. */
function namesOf({
  hasParams,
  hasAuthorizer,
  variables,
  lookups,
}: AdmissionNames): ReadonlyMap<string, Type> {
  const [hasVariables, hasLookups] = [variables !== undefined, lookups !== undefined]
  const key = `${hasParams} ${hasAuthorizer} ${hasVariables} ${hasLookups}`
  const names =
    tables.get(key) ??
    new Map([
      ...always,
      ...(hasParams ? [['params', dynType] as const] : []),
      ...(hasAuthorizer ? authorizers : []),
      ...(hasVariables ? [['variables', structType(variablesName)] as const] : []),
      ...(hasLookups ? [['lookups', structType(lookupsName)] as const] : []),
    ])
  tables.set(key, names)
  return names
}

const tables = new Map<string, ReadonlyMap<string, Type>>()

const always: readonly (readonly [string, Type])[] = [
  ['object', dynType],
  ['oldObject', dynType],
  ['request', requestType],
  ['namespaceObject', namespaceType],
]

const authorizers: readonly (readonly [string, Type])[] = [
  ['authorizer', structType('kubernetes.authorization.Authorizer')],
  ['authorizer.requestResource', structType('kubernetes.authorization.ResourceCheck')],
]

const keptKinds: ReadonlySet<Type['kind']> = new Set([
  'any',
  'bool',
  'bytes',
  'double',
  'duration',
  'int',
  'null',
  'string',
  'timestamp',
  'uint',
])
