import { isDeepStrictEqual } from 'node:util'
import { isArray, isObject, type JsonObject, type JsonValue, valueAt } from '#src/core/index.ts'
import type { PolicyCase } from '#src/tester/cases/policy-case.ts'
import type { ServedResource } from '../served-resources.ts'
import type { Verdict } from '../tester-parity/verdict.ts'
import type { LibraryCase } from './library-cases.ts'
import { type Names, named, renamed } from './renamed.ts'

/** A case with its objects where they go in the cluster of the test. */
export interface PlacedCase extends Omit<LibraryCase, 'row' | 'judge'> {
  readonly row: PolicyCase
  /** What the tester says of it there. */
  readonly tester: Verdict
  /** Whether it may be judged while others are: what it is about is in namespaces of its own, and nobody looks elsewhere. */
  readonly isApart: boolean
  /** Whether the tester says there what it says of the case as it is written, but for the names of namespaces. */
  readonly isAsWritten: boolean
}

/** Who asks, where the case does not say it: somebody with no more groups than everybody. */
const someone = { username: 'someone', groups: ['system:authenticated'] }

/**
 * Requests are made now, and rehearsed. What stores something does it in namespaces of its own, unless the policy says
 * something else in these: then the case keeps its namespaces.
 */
export function placed(
  one: LibraryCase,
  number: number,
  served: readonly ServedResource[],
): PlacedCase {
  const { title, row, policies, judge } = one
  const written = judge(row)
  const home = withParams(atHome(row, served), policies)
  const names = isQuiet(home) ? none : namesFor(home, `-case${number}`, served)
  const moved = withNames(home, names)
  const said = judge(moved)
  if (isDeepStrictEqual(named(said, names), written)) {
    const isApart = !looksEverywhere(policies) && !isClusterWide(moved, served)
    return { title, policies, row: moved, tester: said, isApart, isAsWritten: true }
  }
  const tester = judge(home)
  const isAsWritten = isDeepStrictEqual(tester, written)
  return { title, policies, row: home, tester, isApart: isQuiet(home), isAsWritten }
}

const none: Names = new Map()

/** Nothing has to be there for it, nor may be. */
function isQuiet(row: PolicyCase): boolean {
  const { object, operation = 'CREATE', subResource, context, namespaceObject } = row
  const isNew = operation === 'CREATE' && subResource === undefined
  const isSpace = object['kind'] === 'Namespace'
  return !isSpace && isNew && context.every(isExemption) && namespaceObject === undefined
}

export function isExemption({ kind }: JsonObject): boolean {
  return kind === 'PolicyExemption'
}

/** With what the cluster fills in: who asks, when, and in which namespace things are that name none. */
function atHome(row: PolicyCase, served: readonly ServedResource[]): PolicyCase {
  const namespace = row.namespace ?? 'default'
  const { object, oldObject, namespaceObject, userInfo, time } = row
  const placedThere = (one: JsonObject) => inNamespace(inKeyOrder(one), namespace, served)
  return {
    ...row,
    namespace,
    dryRun: true,
    userInfo: userInfo === undefined ? someone : { username: 'someone', ...userInfo },
    ...(time === undefined ? {} : { time: new Date().toISOString() }),
    object: placedThere(object),
    ...(oldObject === undefined ? {} : { oldObject: placedThere(oldObject) }),
    ...(namespaceObject === undefined ? {} : { namespaceObject: inKeyOrder(namespaceObject) }),
    context: row.context
      .map((one) => inNamespace(inKeyOrder(one), 'default', served))
      .map((one) => (time === undefined ? one : withExpiry(one, time))),
  }
}

/** Those of the rule, as the API server hands them out. */
function withParams(row: PolicyCase, policies: readonly JsonObject[]): PolicyCase {
  const [own, ...others] = policies.map((policy) => valueAt(policy, ['spec', 'params']))
  return isObject(own) && others.length === 0 ? { ...row, params: inKeyOrder(own) } : row
}

/** As the API server writes maps. */
function inKeyOrder<T extends JsonValue>(value: T): T {
  if (isArray(value)) return value.map(inKeyOrder) as JsonValue as T
  if (!isObject(value)) return value
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1))
  return Object.fromEntries(entries.map(([key, item]) => [key, inKeyOrder(item)])) as JsonValue as T
}

/** An exemption ends as long from now as it would after the time of the case. */
function withExpiry(object: JsonObject, time: string): JsonObject {
  const expires = valueAt(object, ['spec', 'expires'])
  if (!isExemption(object) || typeof expires !== 'string') return object
  const left = Date.parse(expires) - Date.parse(time)
  const spec = {
    ...(object['spec'] as JsonObject),
    expires: new Date(Date.now() + left).toISOString(),
  }
  return { ...object, spec }
}

function inNamespace(
  object: JsonObject,
  namespace: string,
  served: readonly ServedResource[],
): JsonObject {
  const { metadata } = object
  if (!isObject(metadata) || metadata['namespace'] !== undefined || !isNamespaced(object, served)) {
    return object
  }
  return { ...object, metadata: { ...metadata, namespace } }
}

function isNamespaced({ apiVersion, kind }: JsonObject, served: readonly ServedResource[]) {
  const place = served.find((one) => one.apiVersion === apiVersion && one.kind === kind)
  return place?.namespaced ?? true
}

/** Every namespace of the case, and what it is called in the cluster of the test. */
function namesFor(row: PolicyCase, suffix: string, served: readonly ServedResource[]): Names {
  const { object, namespace, namespaceObject, context } = row
  const objects = [object, ...context.filter((one) => !isExemption(one))]
  const spaces = [...objects, ...(namespaceObject === undefined ? [] : [namespaceObject])]
    .filter(({ kind }) => kind === 'Namespace')
    .map((one) => valueAt(one, ['metadata', 'name']))
  const homes = objects
    .filter((one) => isNamespaced(one, served))
    .map((one) => valueAt(one, ['metadata', 'namespace']))
  const names = [...spaces, ...homes, namespace].filter((name) => typeof name === 'string')
  return new Map(names.map((name) => [name, `${name}${suffix}`]))
}

function withNames(row: PolicyCase, names: Names): PolicyCase {
  const { object, oldObject, namespace, namespaceObject, userInfo, context } = row
  const sent = { object, oldObject, namespace, namespaceObject, userInfo, context }
  const moved = Object.entries(sent).filter(([, value]) => value !== undefined)
  return { ...row, ...renamed(Object.fromEntries(moved), names) }
}

/** Whether what it stores has no namespace, or is one. */
function isClusterWide(row: PolicyCase, served: readonly ServedResource[]): boolean {
  const { object, oldObject, operation = 'CREATE', context } = row
  const stored = [...context, ...(operation === 'CREATE' ? [] : [oldObject ?? object])]
  return stored.some((one) => one['kind'] !== 'Namespace' && !isNamespaced(one, served))
}

/** Whether a rule finds objects wherever they are. */
function looksEverywhere(policies: readonly JsonObject[]): boolean {
  return policies.some((policy) => {
    const lookups = valueAt(policy, ['spec', 'lookups'])
    return isArray(lookups) && lookups.some((one) => valueAt(one, ['namespace']) === undefined)
  })
}
