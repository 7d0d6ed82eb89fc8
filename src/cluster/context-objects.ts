import { isBuiltInGroup, type JsonObject, lookedUpKinds, type PolicySet } from '../core/index.ts'
import { isRefusal } from './cluster-error.ts'
import type { Connection } from './connection.ts'
import type { Discovery, ServedResource } from './discovery.ts'
import { listAll, type Selection } from './list-objects.ts'

/** A kind of objects. */
export interface WantedKind {
  readonly apiVersion: string
  readonly kind: string
}

/** Reads what decisions need of a cluster, each thing once. */
export interface ContextReader {
  /** What the policies name: their params, what they look up, and the definitions of the custom kinds that they match. */
  readonly forPolicies: (policies: PolicySet) => Promise<readonly JsonObject[]>
  /** All objects of these kinds, and of custom ones the definition. */
  readonly ofKinds: (kinds: readonly WantedKind[]) => Promise<readonly JsonObject[]>
  /** The definitions of these kinds. */
  readonly definitionsOf: (kinds: readonly WantedKind[]) => Promise<readonly JsonObject[]>
}

/** A reader that keeps nothing but what it has asked already. */
export function contextReader(connection: Connection, discovery: Discovery): ContextReader {
  const asked = new Set<string>()
  const once = async (key: string, ask: () => Promise<readonly JsonObject[]>) => {
    if (asked.has(key)) return []
    asked.add(key)
    return ask()
  }
  const list = (resource: ServedResource, selection: Selection = {}) =>
    once(JSON.stringify([resource.apiVersion, resource.resource, selection]), () =>
      listAll(connection, resource, selection),
    )
  const define = (resources: readonly ServedResource[]) =>
    all(
      resources
        .filter(({ apiVersion }) => !isBuiltInGroup(apiVersion))
        .map(({ group, resource }) => {
          const name = `${resource}.${group}`
          return once(name, () => definitionNamed(connection, name))
        }),
    )
  const served = (kinds: readonly WantedKind[]) =>
    kinds.flatMap(({ apiVersion, kind }) => discovery.find(apiVersion, kind) ?? [])
  return {
    definitionsOf: (kinds) => define(served(kinds)),
    ofKinds: (kinds) =>
      all([...served(kinds).map((resource) => list(resource)), define(served(kinds))]),
    forPolicies: (policies) => {
      const lookups = lookedUpResources(policies, discovery)
      return all([
        ...lookups.map((resource) => list(resource)),
        ...wantedParams(policies, discovery).map(({ resource, selection }) =>
          list(resource, selection),
        ),
        define([
          ...lookups,
          ...served(lookedUpKinds(policies).paramKinds),
          ...matchedByName(policies, discovery),
        ]),
      ])
    },
  }
}

async function all(
  parts: readonly Promise<readonly JsonObject[]>[],
): Promise<readonly JsonObject[]> {
  return (await Promise.all(parts)).flat()
}

/** None where the resource is served by an API server of its own, which has no definition. */
async function definitionNamed(
  connection: Connection,
  name: string,
): Promise<readonly JsonObject[]> {
  const path = `/apis/apiextensions.k8s.io/v1/customresourcedefinitions/${encodeURIComponent(name)}`
  try {
    return [await connection.get(path)]
  } catch (error) {
    if (isRefusal(error, 404)) return []
    throw error
  }
}

function lookedUpResources(
  policies: PolicySet,
  { resources }: Discovery,
): readonly ServedResource[] {
  const wanted = lookedUpKinds(policies).resources
  return resources.filter((served) =>
    wanted.some(
      ({ group, version, resource }) =>
        served.group === group && served.version === version && served.resource === resource,
    ),
  )
}

/** Where every reference to a kind names its object, only those are asked for: they may be one of thousands of ConfigMaps. */
function wantedParams({ policies }: PolicySet, { find }: Discovery) {
  return policies.flatMap(({ policy, bindings }) => {
    const { paramKind } = policy
    const resource = paramKind && find(paramKind.apiVersion, paramKind.kind)
    if (resource === undefined) return []
    return bindings.flatMap(({ paramRef }) =>
      paramRef === undefined ? [] : [{ resource, selection: selectionOf(paramRef) }],
    )
  })
}

function selectionOf({
  name = '',
  namespace = '',
}: {
  readonly name?: string
  readonly namespace?: string
}): Selection {
  return {
    ...(namespace === '' ? {} : { namespace }),
    ...(name === '' ? {} : { fieldSelector: `metadata.name=${name}` }),
  }
}

/** Resources that a rule names; what only a wildcard matches is asked for when an object of it is judged. */
function matchedByName(
  { policies }: PolicySet,
  { resources }: Discovery,
): readonly ServedResource[] {
  const rules = policies.flatMap(({ policy }) => policy.match.resourceRules ?? [])
  return resources.filter(({ group, resource }) =>
    rules.some(
      ({ apiGroups, resources: patterns }) =>
        apiGroups.includes(group) &&
        patterns.some((pattern) => pattern === '*' || pattern === '*/*' || pattern === resource),
    ),
  )
}
