import { type Journey, requestFor } from '../admission/request-for.ts'
import { entriesOf, isList, isMap } from '../cel/list-and-map.ts'
import { doubleValueOf, wholeValueOf } from '../cel/numbers.ts'
import { toJson } from '../cel/to-json.ts'
import { CelError, type Value } from '../cel/value.ts'
import type { Snapshot } from '../engine/snapshot.ts'
import { runtimeBudget, withBudget } from '../matching/budget.ts'
import { activationOf, evaluate } from '../matching/evaluation.ts'
import { noLookups } from '../matching/lookups.ts'
import { requestValueOf } from '../matching/request-value.ts'
import type { Scope } from '../matching/scope.ts'
import type { CompiledExpression, CompiledPolicy } from '../policy/compile-policy.ts'
import type { ExpressionText } from '../policy/model.ts'
import type { JsonObject, JsonValue } from '../source/json-value.ts'
import { atDoor } from './convergence/runner.ts'
import { ownSamples } from './samples/own-samples.ts'
import type { Sample } from './samples/sample.ts'

/** A value as others can hold it: an int is a bigint, a double a number. */
export type PlainValue =
  | null
  | boolean
  | number
  | bigint
  | string
  | readonly PlainValue[]
  | { readonly [key: string]: PlainValue }

/** What an expression is where its names have these values. */
export interface Evaluation {
  readonly expression: ExpressionText
  readonly sample: string
  readonly names: Readonly<Record<string, JsonValue>>
  readonly result:
    | { readonly kind: 'value'; readonly value: PlainValue }
    | { readonly kind: 'error'; readonly message: string }
}

/** A sample with all of its request, for the policies that stand in some sources only. */
export interface RequestSample extends Sample {
  readonly request: Pick<
    Journey,
    'operation' | 'oldObject' | 'subResource' | 'namespace' | 'userInfo' | 'dryRun'
  >
  readonly params: JsonObject | undefined
  readonly namespaceObject: JsonObject | undefined
  readonly sources: ReadonlySet<string>
}

/** What policies are tried on: objects, without which samples are made of the kinds that they name; and requests. */
export interface Samples {
  readonly objects: readonly Sample[]
  readonly requests: readonly RequestSample[]
}

/**
 * The expressions of all policies on objects that are being created, and on whole requests. What reads an authorizer, or a
 * value that JSON cannot say, is left out.
 */
export function evaluationsOf(
  snapshot: Snapshot,
  { objects, requests }: Samples,
): readonly Evaluation[] {
  const readable = snapshot.policySet.policies.filter(({ policy }) => policy.broken === undefined)
  return readable.flatMap((compiled) => {
    const plain = objects.length > 0 ? objects : ownSamples([compiled], snapshot.kinds)
    const { source } = compiled.policy.place.document
    const own = requests.filter(({ sources }) => sources.has(source))
    return [...plain.map(creationOf), ...own].flatMap((sample) => {
      const object = atDoor(sample.object, snapshot)
      return object === undefined ? [] : evaluationsOn(compiled, { ...sample, object }, snapshot)
    })
  })
}

function creationOf(sample: Sample): RequestSample {
  return {
    ...sample,
    request: {},
    params: undefined,
    namespaceObject: undefined,
    sources: new Set(),
  }
}

function evaluationsOn(
  compiled: CompiledPolicy,
  sample: RequestSample,
  { kinds }: Snapshot,
): readonly Evaluation[] {
  const scope = scopeOf(compiled, sample, kinds)
  const names = namesOf(compiled, scope)
  return expressionsOf(compiled).flatMap((expression) => {
    if (expression.kind !== 'program' || !isBound(expression, names)) return []
    const value = evaluated(expression, compiled, scope)
    const result = resultOf(value)
    return result === undefined
      ? []
      : [{ expression: expression.text, sample: sample.title, names, result }]
  })
}

type Names = Readonly<Record<string, JsonValue>>

function scopeOf(compiled: CompiledPolicy, sample: RequestSample, kinds: Snapshot['kinds']): Scope {
  const { door } = compiled.policy
  const { object, params, namespaceObject } = sample
  const journey = { userInfo: sampleUser, ...sample.request, door, uid: '0', kinds }
  const request = requestFor(object, journey)
  const requestValue = requestValueOf(request)
  return {
    request,
    params: params ?? compiled.bindings.find(({ params }) => params !== undefined)?.params ?? null,
    namespace: () => ({
      kind: 'namespace',
      object: namespaceObject ?? namespaceNamed(request.namespace),
    }),
    access: undefined,
    requestValue: () => requestValue,
    lookups: noLookups,
    shared: new Map(),
    control: {
      interrupted: () => false,
      costLimit: Number.POSITIVE_INFINITY,
      spent: 0,
      made: 0,
      record: undefined,
    },
  }
}

const sampleUser = { username: 'sample', groups: ['system:authenticated'] }

function namespaceNamed(name: string): JsonObject | null {
  if (name === '') return null
  const labels = { 'kubernetes.io/metadata.name': name }
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } }
}

function namesOf(compiled: CompiledPolicy, scope: Scope): Names {
  const { request, params, requestValue, namespace } = scope
  const answer = namespace()
  const variables = [...compiled.variables].flatMap(([name, { expression }]) => {
    const value = evaluated(expression, compiled, scope)
    const json = value instanceof CelError ? value : toJson(value)
    return json instanceof CelError || !isPlain(value) ? [] : [[name, json] as const]
  })
  return {
    object: request.object,
    oldObject: request.oldObject,
    request: requestValue(),
    params,
    namespaceObject: answer.kind === 'namespace' ? answer.object : null,
    variables: Object.fromEntries(variables),
  }
}

/** Whether JSON says all of the value, so that another engine gets the same. */
function isPlain(value: Value | CelError): boolean {
  return !(value instanceof CelError) && plainOf(value) !== undefined
}

/** Whether every variable that it reads has a value that can be handed on. */
function isBound(
  { program }: Extract<CompiledExpression, { kind: 'program' }>,
  names: Names,
): boolean {
  if (program.reads.some((name) => name === 'lookups' || name.startsWith('authorizer')))
    return false
  const read = [...program.expression.matchAll(/\bvariables\s*\.\s*([A-Za-z_]\w*)/g)]
  const variables = names['variables'] as JsonObject
  return read.every(([, name = '']) => Object.hasOwn(variables, name))
}

function expressionsOf(compiled: CompiledPolicy): readonly CompiledExpression[] {
  const { matchConditions, variables, validations, auditAnnotations } = compiled
  return [
    ...matchConditions.map(({ expression }) => expression),
    ...[...variables.values()].map(({ expression }) => expression),
    ...validations.flatMap(({ expression, messageExpression }) =>
      messageExpression === undefined ? [expression] : [expression, messageExpression],
    ),
    ...auditAnnotations.map(({ value }) => value),
  ]
}

function evaluated(
  expression: CompiledExpression,
  { variables }: CompiledPolicy,
  scope: Scope,
): Value | CelError {
  const own = withBudget({ ...scope, shared: new Map() }, runtimeBudget)
  return evaluate(expression, activationOf(own, variables), own.control)
}

function resultOf(value: Value | CelError): Evaluation['result'] | undefined {
  if (value instanceof CelError) return { kind: 'error', message: value.message }
  const plain = plainOf(value)
  return plain === undefined ? undefined : { kind: 'value', value: plain }
}

/** Undefined for what is of a type that JSON does not have. */
function plainOf(value: Value): PlainValue | undefined {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value
  if (isList(value)) {
    const items = value.map(plainOf)
    return items.every((item) => item !== undefined) ? items : undefined
  }
  if (isMap(value)) {
    const entries = entriesOf(value).map(([key, entry]) => [String(key), plainOf(entry)] as const)
    return entries.every((entry): entry is readonly [string, PlainValue] => entry[1] !== undefined)
      ? Object.fromEntries(entries)
      : undefined
  }
  const whole = wholeValueOf(value)
  return whole === undefined ? doubleValueOf(value) : BigInt(whole)
}
