import { readSchema } from '../../kubernetes/custom/read-schema.ts'
import type { KubernetesVersion } from '../../kubernetes/version.ts'
import type { JsonObject } from '../../source/json-value.ts'
import { optionalType } from '../check/type.ts'
import { checkExpression } from '../check-expression.ts'
import type { Environment } from '../environment.ts'
import type { CelProblem } from '../problem.ts'
import { declaredResource, declaredSchema } from '../schema/custom-type.ts'
import { declaredStructs } from '../schema/declared-structs.ts'
import { type DeclaredType, maxRequestSize, minSizeOf } from '../schema/declared-type.ts'
import { schemaOfRules } from '../schema/schema-readings.ts'
import type { Estimate } from './estimate.ts'
import { estimateCost } from './estimate-cost.ts'
import { sizesOf } from './sizes.ts'

/** A rule of a CustomResourceDefinition (`x-kubernetes-validations`), and the schema that it stands in. */
export interface SchemaRule {
  readonly rule: string
  readonly schema: JsonObject
  /** Whether the schema is that of a whole resource. */
  readonly isRoot: boolean
  /** Whether `oldSelf` is an optional (`optionalOldSelf`). */
  readonly isOldSelfOptional: boolean
}

export type RuleEstimate =
  | {
      readonly kind: 'estimate'
      /** What one evaluation costs; `max` is 2^64-1 where there is no limit. */
      readonly cost: Estimate
      /** How many values of the schema one request can hold at most, if nothing else limits them. */
      readonly instances: bigint
    }
  | {
      readonly kind: 'problems'
      readonly problems: readonly CelProblem[]
      /** All of them as the API server prints them. */
      readonly message: string
    }
  /** The schema declares no type: rules cannot stand in it. */
  | { readonly kind: 'no-type' }

/**
 * The cost by which the API server decides whether a definition with this rule may be created: `max`, times the number of
 * values that the rule is evaluated for.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/staging/src/k8s.io/apiextensions-apiserver/pkg/apiserver/schema/cel/compilation.go
 */
export function estimateRule(rule: SchemaRule, kubernetesVersion: KubernetesVersion): RuleEstimate {
  const { schema } = readSchema(rule.schema, undefined)
  const declare = rule.isRoot ? declaredResource : declaredSchema
  const declared = declare(schema, schemaOfRules(kubernetesVersion))
  if (declared === undefined) return { kind: 'no-type' }
  const environment = environmentOf(declared, rule, kubernetesVersion)
  const result = checkExpression(rule.rule, environment, 'any')
  if (result.kind === 'problems') return result
  const sizes = sizesOf(() => declared)
  return {
    kind: 'estimate',
    cost: estimateCost(result.ast, result.checked, sizes, kubernetesVersion),
    instances: maxRequestSize / (minSizeOf(declared) + 1n),
  }
}

function environmentOf(
  declared: DeclaredType,
  { isOldSelfOptional }: SchemaRule,
  kubernetesVersion: KubernetesVersion,
): Environment {
  const { typeOf, structs } = declaredStructs(kubernetesVersion)
  const self = typeOf(declared, 'selfType')
  return {
    kubernetesVersion,
    expressions: 'stored',
    names: new Map([
      ['self', self],
      ['oldSelf', isOldSelfOptional ? optionalType(self) : self],
    ]),
    structs,
    mutation: false,
  }
}
