import type { Type } from '../../cel/check/type.ts'
import { checkTypes } from '../../cel/check-expression.ts'
import type { Environment } from '../../cel/environment.ts'
import { declaredStructs } from '../../cel/schema/declared-structs.ts'
import type { DeclaredType } from '../../cel/schema/declared-type.ts'
import type { KubernetesVersion } from '../../kubernetes/version.ts'
import { admissionEnvironment, variableType } from '../admission-names.ts'
import { lookupTypes } from '../lookup-types.ts'
import type { Policy } from '../model.ts'
import type { DeclaredKinds } from './declared-kinds.ts'
import { type GroupVersionKind, kindsToCheck } from './kinds-to-check.ts'

/** What is known of the cluster. */
export interface TypeCheckContext {
  readonly kinds: DeclaredKinds
  readonly kubernetesVersion: KubernetesVersion
  /** Whether `authorizer.requestResource` is declared, which the API server's controller forgets. */
  readonly hasRequestResource: boolean
}

/** What a policy's expressions may use where the object is of that kind. */
export interface KindEnvironment {
  readonly kind: GroupVersionKind
  readonly environment: Environment
  /** The declared types of `object`, `oldObject` and `params`, where they are known. */
  readonly declared: ReadonlyMap<string, DeclaredType>
}

/** The environments of the kinds that the policy's rules name; those that are not known are left out. */
export function kindEnvironments(
  policy: Policy,
  context: TypeCheckContext,
): readonly KindEnvironment[] {
  const { kinds, kubernetesVersion } = context
  const params = paramsOf(policy, kinds)
  return kindsToCheck(policy.match.resourceRules ?? [], kinds.kindsOf).flatMap((kind) => {
    const object = kinds.declare(kind)
    if (object === undefined) return []
    const declared = declaredNames(kind, object.type, params)
    const types = typesOf(declared, kubernetesVersion)
    return [
      {
        kind,
        environment: withVariables(policy, types, context),
        declared: new Map(declared.map(({ name, type }) => [name, type])),
      },
    ]
  })
}

interface ParamsType {
  readonly kind: string
  readonly type: DeclaredType | undefined
}

function paramsOf({ paramKind }: Policy, kinds: DeclaredKinds): ParamsType | undefined {
  if (paramKind === undefined) return undefined
  const steps = paramKind.apiVersion.split('/')
  if (steps.length > 2) return undefined
  const [version = '', group = ''] = steps.toReversed()
  const { kind } = paramKind
  return { kind, type: kinds.declare({ group, version, kind })?.type }
}

interface DeclaredName {
  readonly name: string
  readonly type: DeclaredType
  readonly typeName: string
}

/** The API server numbers the types by the clock, so that two of one kind differ; here the object's is 0, the params' 1. */
function declaredNames(
  { kind }: GroupVersionKind,
  object: DeclaredType | undefined,
  params: ParamsType | undefined,
): readonly DeclaredName[] {
  const objects = ['object', 'oldObject'].flatMap((name) =>
    object === undefined ? [] : [{ name, type: object, typeName: `${kind}0` }],
  )
  if (params?.type === undefined) return objects
  return [...objects, { name: 'params', type: params.type, typeName: `${params.kind}1` }]
}

/** The types of declared names that are not the same for every policy, and the structs in them. */
interface ObjectTypes {
  readonly names: ReadonlyMap<string, Type>
  readonly structs: Environment['structs']
}

function typesOf(
  declared: readonly DeclaredName[],
  kubernetesVersion: KubernetesVersion,
): ObjectTypes {
  const { typeOf, structs } = declaredStructs(kubernetesVersion)
  return {
    names: new Map(declared.map(({ name, type, typeName }) => [name, typeOf(type, typeName)])),
    structs,
  }
}

/** Every variable has the type of its expression; the type of a broken one is not known. */
function withVariables(policy: Policy, types: ObjectTypes, context: TypeCheckContext): Environment {
  const variables = new Map<string, Type>()
  const environment = environmentWith(variables, policy, types, context)
  for (const { name, expression } of policy.variables) {
    const result = checkTypes(expression.text, environment)
    variables.set(name, variableType(result.kind === 'checked' ? result.checked.type : undefined))
  }
  return environment
}

function environmentWith(
  variables: ReadonlyMap<string, Type>,
  policy: Policy,
  types: ObjectTypes,
  { kubernetesVersion, hasRequestResource }: TypeCheckContext,
): Environment {
  const common = admissionEnvironment({
    kubernetesVersion,
    expressions: 'stored',
    hasParams: policy.hasParams,
    hasAuthorizer: true,
    variables,
    lookups: lookupTypes(policy),
    mutation: false,
  })
  const names = new Map([...common.names, ...types.names])
  if (!hasRequestResource) names.delete('authorizer.requestResource')
  return {
    ...common,
    names,
    structs: {
      fieldsOf: (name) => types.structs.fieldsOf(name) ?? common.structs.fieldsOf(name),
    },
  }
}
