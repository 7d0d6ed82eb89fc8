import { builtInKindsOnly } from '#src/core/kubernetes/kinds.ts'
import { asHeld } from '#src/core/kubernetes/passage.ts'
import {
  fieldOf,
  isArray,
  isObject,
  type JsonArray,
  type JsonObject,
  type JsonValue,
  valueAt,
} from '#src/core/source/json-value.ts'
import type { AdmissionCase, Reference } from './admission-case.ts'
import type { Described } from './described-value.ts'

/** What Kubernetes' own code gave for an expression. */
export interface Outcome {
  readonly result?: Described
  readonly error?: string
  readonly compileError?: string
  readonly outputType?: string
  readonly panic?: string
  readonly exprRewritten?: string
  readonly cost?: number
}

/** A row of the corpora of CEL expressions. */
export interface Row {
  readonly id: string
  readonly expr: string
  readonly kind?: string
  readonly testFile?: string
  readonly file?: string
  readonly vars?: Readonly<Record<string, unknown>>
  readonly bindings?: Readonly<Record<string, unknown>>
  readonly inVapEnv?: Outcome
  readonly result?: Described
  readonly error?: string
  readonly cost?: number
}

/** Why a row says nothing that can be computed from it. */
export interface Exclusion<R = Row> {
  readonly reason: string
  readonly applies: (row: R) => boolean
}

/** Rows whose compilation cannot be judged; the first that applies counts. */
export const compileExclusions: readonly Exclusion[] = [
  { reason: 'no reference', applies: ({ inVapEnv }) => !hasOutcome(inVapEnv) },
  {
    reason: 'a reference that crashed',
    applies: ({ inVapEnv }) => inVapEnv?.panic !== undefined,
  },
]

/** Rows whose value cannot be judged; the first that applies counts. */
export const valueExclusions: readonly Exclusion[] = [
  { reason: 'no reference', applies: (row) => outcomeOf(row) === undefined },
  {
    reason: 'does not compile',
    applies: ({ inVapEnv }) => inVapEnv?.compileError !== undefined,
  },
  {
    reason: 'schema-typed Go values',
    applies: ({ testFile }) =>
      testFile === 'cel/common/values_test.go' || testFile === 'cel/common/typeprovider_test.go',
  },
  {
    reason: 'an authorizer that was not recorded',
    applies: ({ expr }) => /\bauthorizer\b/.test(expr),
  },
  {
    reason: 'a budget or a deadline that was not recorded',
    applies: (row) => /^operation (cancelled|interrupted)/.test(outcomeOf(row)?.error ?? ''),
  },
  {
    reason: 'variables that were not recorded',
    applies: ({ vars, expr }) => /\bvariables\b/.test(expr) && vars !== undefined,
  },
  {
    reason: 'a result that was not recorded',
    applies: (row) => {
      const { result, error } = outcomeOf(row) ?? {}
      if (error !== undefined) return false
      return result === undefined || isOpaque(result)
    },
  },
]

/** Judged rows whose cost cannot be judged. */
export const costExclusions: readonly Exclusion[] = [
  {
    reason: 'a cost that was not recorded',
    applies: (row) => costOf(row) === undefined,
  },
  {
    reason: 'a map, whose entries Go takes in any order, until one decides',
    applies: ({ expr }) => /\{[^{}]*,[^{}]*\}\.(?:all|exists)\(\w+, /.test(expr),
  },
]

/** Cases of policies whose compilation cannot be judged. */
export const policyExclusions: readonly Exclusion<{ readonly hasReference: boolean }>[] = [
  {
    reason: 'what another product says, without a word of Kubernetes',
    applies: ({ hasReference }) => !hasReference,
  },
]

/** A request with policies, and what Kubernetes said of it. */
export interface JudgedRequest {
  readonly given: AdmissionCase
  readonly reference: Reference | undefined
}

/** Requests with policies whose verdict cannot be judged; the first that applies counts. */
export const admissionExclusions: readonly Exclusion<JudgedRequest>[] = [
  {
    reason: 'what another product says, without a word of Kubernetes',
    applies: ({ reference }) => reference?.allowed === undefined,
  },
  {
    reason: 'mutating policies, which mutation-cases.test.ts judges',
    applies: ({ given }) => given.policies.some(({ kind }) => kind !== 'ValidatingAdmissionPolicy'),
  },
  {
    reason: 'an object that Kubernetes cannot decode',
    applies: ({ reference }) => typeof reference?.error === 'string',
  },
  {
    reason: 'a policy or binding without a field that the API server asks for',
    applies: ({ given }) => lacksRequiredField(given),
  },
]

/** Requests with policies that the command line has no word to be compared with. */
export const commandLineExclusions: readonly Exclusion<JudgedRequest>[] = [
  {
    reason: 'what another product says, without a word of Kubernetes',
    applies: ({ reference }) => reference?.allowed === undefined,
  },
]

/** A request with mutating policies, and the form in which its object came. */
export interface JudgedMutation extends JudgedRequest {
  readonly mode: string
}

/** Requests with mutating policies whose outcome cannot be judged; the first that applies counts. */
export const mutationExclusions: readonly Exclusion<JudgedMutation>[] = [
  {
    reason: 'what another product says, without a word of Kubernetes',
    applies: ({ reference }) => reference?.allowed === undefined,
  },
  {
    reason: 'an object that Kubernetes cannot decode',
    applies: ({ reference }) => typeof reference?.error === 'string',
  },
  {
    reason: 'a match condition whose name the API server refuses when the policy is created',
    applies: ({ given }) => hasUnfitCondition(given),
  },
  {
    reason:
      'a field that decoding refuses, in an object that nobody decoded: no API server has one',
    applies: ({ mode, reference }) => mode === 'raw' && hasUnknownField(reference?.object),
  },
  {
    reason:
      'an empty map in an object that nobody decoded: decoding drops it before the next mutation',
    applies: ({ mode, given }) =>
      mode === 'raw' && JSON.stringify(given.policies).includes('value: {}'),
  },
]

const qualifiedName = /^(?:[a-z0-9.-]+\/)?[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/

function hasUnfitCondition({ policies }: AdmissionCase): boolean {
  return policies
    .flatMap(({ spec }) => listOf(isObject(spec) ? spec['matchConditions'] : undefined))
    .some((condition) => isObject(condition) && !qualifiedName.test(String(condition['name'])))
}

function listOf(value: JsonValue | undefined): JsonArray {
  return isArray(value) ? value : []
}

function hasUnknownField(object: JsonObject | null | undefined): boolean {
  if (object === null || object === undefined) return false
  return asHeld(object, builtInKindsOnly, '1.36').problems.length > 0
}

/** The reference for a row's value: what Kubernetes' own test of it saw, otherwise what the environment of a policy gives. */
export function outcomeOf(row: Row): Outcome | undefined {
  return row.result === undefined && row.error === undefined ? row.inVapEnv : row
}

/** What the evaluation cost, in Kubernetes' own test or, where that has no variables of its own, in the environment of a policy. */
export function costOf(row: Row): number | undefined {
  return row.cost ?? (row.vars === undefined ? row.inVapEnv?.cost : undefined)
}

/** The reason why a row is excluded; undefined where it is judged. */
export function reasonFor<R>(row: R, exclusions: readonly Exclusion<R>[]): string | undefined {
  return exclusions.find(({ applies }) => applies(row))?.reason
}

/** How many rows each reason excludes. */
export function countReasons<R>(
  rows: readonly R[],
  exclusions: readonly Exclusion<R>[],
): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const reason of rows.map((row) => reasonFor(row, exclusions))) {
    if (reason !== undefined) counts[reason] = (counts[reason] ?? 0) + 1
  }
  return counts
}

function hasOutcome(outcome: Outcome | undefined): boolean {
  return (
    outcome !== undefined &&
    (outcome.compileError ?? outcome.outputType ?? outcome.panic) !== undefined
  )
}

function isOpaque(result: Described): boolean {
  return (
    'opaque' in result ||
    /0x/.test(String(result.string)) ||
    /"Val":(\{\}|\{"Adapter")/.test(JSON.stringify(result))
  )
}

/** Whether the API server would not take a policy or binding for want of a field that it asks for. */
export function lacksRequiredField({ policies, bindings = [] }: AdmissionCase): boolean {
  return policies.some(hasRuleWithoutOperations) || bindings.some(lacksAnAction)
}

function hasRuleWithoutOperations(policy: JsonObject): boolean {
  const rules = valueAt(policy, ['spec', 'matchConstraints', 'resourceRules'])
  return isArray(rules) && rules.some((rule) => isNothing(fieldOf(rule, 'operations')))
}

function lacksAnAction(binding: JsonObject): boolean {
  const paramRef = valueAt(binding, ['spec', 'paramRef'])
  const isValidating = binding['kind'] === 'ValidatingAdmissionPolicyBinding'
  return (
    (isValidating && isNothing(valueAt(binding, ['spec', 'validationActions']))) ||
    (paramRef !== undefined && fieldOf(paramRef, 'parameterNotFoundAction') === undefined)
  )
}

function isNothing(list: JsonValue | undefined): boolean {
  return !isArray(list) || list.length === 0
}
