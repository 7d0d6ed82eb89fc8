import { type JsonObject, type ObjectTable, objectTable, type ParamKind } from '../../core/index.ts'
import type { Connection } from '../connection.ts'
import type { ServedResource } from '../discovery.ts'
import type { Selection } from '../list-objects.ts'
import type { GroupVersions, Resolved } from './group-versions.ts'
import type { Wanted } from './wanted.ts'
import { type WatchedObjects, type WatchingOptions, watchObjects } from './watched-objects.ts'

/** The params and looked-up objects of policies that come and go. */
export interface WantedObjects {
  readonly want: (wanted: Wanted) => void
  /** What is wanted, a table each kind that the cluster serves; the same table for as long as its objects stay. */
  readonly tables: () => readonly ObjectTable[]
  /** Whether of everything it is known whether it can be had. */
  readonly isSettled: () => boolean
  /** The names of the definitions that these kinds would have. */
  readonly definitionNames: () => readonly string[]
  readonly servedAs: (apiVersion: string, kind: string) => ServedResource | undefined
  readonly watched: () => readonly WantedWatch[]
  readonly wake: (group: string) => void
  readonly stop: () => void
}

export interface WantedWatch {
  readonly resource: ServedResource
  readonly watched: WatchedObjects
}

/** A kind that is wanted, as far as it was found out what it is. */
interface WantedKind {
  readonly resolved: Resolved
  /** Undefined where only its resource is known. */
  readonly kind: ParamKind | undefined
  readonly selections: readonly Selection[]
}

type WantedOptions = Omit<WatchingOptions, 'isGone'> & {
  readonly lacks: (definition: string) => boolean
}

/** Follows what is wanted, no more: a watch begins when a policy asks for the kind, and ends with the last one that does. */
export function watchWanted(
  connection: Connection,
  groupVersions: GroupVersions,
  options: WantedOptions,
): WantedObjects {
  const watches = new Map<string, WantedWatch>()
  const tableOf = tableMaker()
  let wanted: Wanted = { params: [], lookups: [] }
  const kinds = () => kindsIn(wanted, groupVersions)
  const watchesOf = (kind: WantedKind) =>
    selectedBy(kind).flatMap(({ key }) => watches.get(key)?.watched ?? [])

  /** Starts and ends watches, so that there is one for everything that is wanted and served. */
  function adjust(): void {
    const needed = new Map(
      kinds()
        .flatMap(selectedBy)
        .map((one) => [one.key, one]),
    )
    for (const [key, { resource, selection }] of needed) {
      if (watches.has(key)) continue
      const isGone = () => options.lacks(definitionName(resource))
      const watched = watchObjects({ resource, selection }, connection, { ...options, isGone })
      watches.set(key, { resource, watched })
    }
    for (const [key, { watched }] of watches) {
      if (needed.has(key)) continue
      watched.stop()
      watches.delete(key)
    }
  }

  return {
    want: (next) => {
      wanted = next
      groupVersions.want(apiVersionsOf(next))
      adjust()
    },
    tables: () => distinct(kinds()).map((one) => tableOf(one, watchesOf(one))),
    isSettled: () => kinds().every((one) => isKnown(one) && watchesOf(one).every(isSettled)),
    definitionNames: () => kinds().flatMap(definitionNamesOf),
    servedAs: (apiVersion, kind) => {
      const resolved = groupVersions.kind({ apiVersion, kind })
      return resolved.kind === 'served' ? resolved.resource : undefined
    },
    watched: () => [...watches.values()],
    wake: (group) => {
      groupVersions.wake(group)
      for (const { resource, watched } of watches.values()) {
        if (resource.group === group) watched.wake()
      }
    },
    stop: () => {
      for (const { watched } of watches.values()) watched.stop()
      groupVersions.stop()
    },
  }
}

/** Look-ups first: they want all objects of a kind, of which params may be some. */
function kindsIn({ lookups, params }: Wanted, groupVersions: GroupVersions): readonly WantedKind[] {
  return [
    ...lookups.map(({ group, version, resource }) => ({
      resolved: groupVersions.resource(apiVersionOf(group, version), resource),
      kind: undefined,
      selections: [{}],
    })),
    ...params.map(({ paramKind, selections }) => ({
      resolved: groupVersions.kind(paramKind),
      kind: paramKind,
      selections,
    })),
  ]
}

interface Selected {
  readonly key: string
  readonly resource: ServedResource
  readonly selection: Selection
}

/** One for each watch that the kind needs; none where it is not known what it is. */
function selectedBy({ resolved, selections }: WantedKind): readonly Selected[] {
  if (resolved.kind !== 'served') return []
  const { resource } = resolved
  return selections.map((selection) => ({ key: keyOf(resource, selection), resource, selection }))
}

/** Those that the cluster has, or may have, each once. */
function distinct(kinds: readonly WantedKind[]): readonly TableKind[] {
  const found = new Map<string, TableKind>()
  for (const one of kinds) {
    const { resolved } = one
    const kind = one.kind ?? (resolved.kind === 'served' ? resolved.resource : undefined)
    if (kind === undefined || resolved.kind === 'not-served') continue
    const key = `${kind.apiVersion}/${kind.kind}`
    if (!found.has(key)) found.set(key, { ...one, kind, key })
  }
  return [...found.values()]
}

interface TableKind extends WantedKind {
  readonly kind: ParamKind
  readonly key: string
}

function isKnown({ resolved }: WantedKind): boolean {
  return resolved.kind !== 'unknown'
}

function definitionNamesOf({ resolved }: WantedKind): readonly string[] {
  const isCustom = resolved.kind === 'served' && resolved.resource.group !== ''
  return isCustom ? [definitionName(resolved.resource)] : []
}

function isSettled(watched: WatchedObjects): boolean {
  const { isListed, problem } = watched.state()
  return isListed || problem !== undefined
}

function keyOf({ apiVersion, resource }: ServedResource, selection: Selection): string {
  return JSON.stringify([apiVersion, resource, selection.namespace, selection.fieldSelector])
}

function definitionName({ resource, group }: ServedResource): string {
  return `${resource}.${group}`
}

function apiVersionsOf({ params, lookups }: Wanted): ReadonlySet<string> {
  return new Set([
    ...params.map(({ paramKind }) => paramKind.apiVersion),
    ...lookups.map(({ group, version }) => apiVersionOf(group, version)),
  ])
}

function apiVersionOf(group: string, version: string): string {
  return group === '' ? version : `${group}/${version}`
}

interface Made {
  readonly parts: readonly (readonly JsonObject[])[]
  readonly problem: string | undefined
  readonly table: ObjectTable
}

/** Makes tables, each anew only where something of it is another. */
function tableMaker() {
  const made = new Map<string, Made>()
  return (
    { kind: { apiVersion, kind }, key, resolved }: TableKind,
    watches: readonly WatchedObjects[],
  ): ObjectTable => {
    const before = made.get(key)
    const parts = watches.map((one) => one.objects())
    const problem = problemOf(resolved, watches)
    const isSame =
      before !== undefined &&
      before.problem === problem &&
      before.parts.length === parts.length &&
      before.parts.every((part, index) => part === parts[index])
    if (isSame) return before.table
    const table = objectTable({
      kind: { apiVersion, kind },
      objects: parts.length === 1 && parts[0] !== undefined ? parts[0] : parts.flat(),
      served: resolved.kind === 'served' ? resolved.resource : undefined,
      problem,
    })
    made.set(key, { parts, problem, table })
    return table
  }
}

function problemOf(resolved: Resolved, watches: readonly WatchedObjects[]): string | undefined {
  if (resolved.kind === 'unknown') return resolved.problem
  const unlisted = watches.map((one) => one.state()).find(({ isListed }) => !isListed)
  if (unlisted === undefined) return undefined
  return unlisted.problem?.message ?? 'the cluster has not listed them yet'
}
