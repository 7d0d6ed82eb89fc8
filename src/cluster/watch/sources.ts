import {
  accessReviews,
  type HeldObjects,
  type JsonObject,
  kindsDefinedBy,
  type ObjectTable,
  objectTable,
  type PolicySet,
} from '../../core/index.ts'
import type { Connection } from '../connection.ts'
import { type Definitions, definitionMatcher, watchDefinitions } from './definitions.ts'
import { watchGroupVersions } from './group-versions.ts'
import { namespaces, ownResources } from './own-kinds.ts'
import { wantedBy } from './wanted.ts'
import { type WantedObjects, type WantedWatch, watchWanted } from './wanted-objects.ts'
import { type WatchedObjects, type WatchingOptions, watchObjects } from './watched-objects.ts'

/** All that is followed of a cluster. */
export interface Sources {
  /** Whether our kinds and the namespaces were listed once. A kind of ours that the cluster does not have has no objects. */
  readonly isListed: () => boolean
  /** Objects of our kinds. */
  readonly policies: () => readonly JsonObject[]
  /** Takes the policies whose params, look-ups and definitions are wanted from now on. */
  readonly want: (policies: PolicySet) => void
  /** Whether of everything that is wanted it is known whether it can be had. */
  readonly isSettled: () => boolean
  readonly held: () => HeldObjects
  readonly servedAs: WantedObjects['servedAs']
  readonly watches: () => readonly WantedWatch[]
  readonly close: () => void
}

type SourceOptions = Omit<WatchingOptions, 'isGone' | 'onRecovery'>

/** Begins to follow our kinds, the namespaces and the definitions of kinds; what policies want follows when they are known. */
export function watchSources(connection: Connection, options: SourceOptions): Sources {
  const watching = { ...options, onRecovery: () => wakeAll(watches()) }
  const definitions = watchDefinitions(connection, {
    ...watching,
    onChange: () => {
      tellOf(definitions, own, wanted)
      options.onChange()
    },
  })
  const own = ownResources.map((resource) => {
    const isGone = () => definitions.lacks(definitionOf(resource))
    const followed = { resource, selection: {} }
    return { resource, watched: watchObjects(followed, connection, { ...watching, isGone }) }
  })
  const spaces = watchObjects({ resource: namespaces, selection: {} }, connection, watching)
  const wanted = watchWanted(connection, watchGroupVersions(connection, watching), {
    ...watching,
    lacks: definitions.lacks,
  })
  const tableOfNamespaces = namespaceTables()
  const kindsOf = kindsMaker()
  const wishesOf = wishesMaker()
  const watches = () => [
    ...own,
    { resource: namespaces, watched: spaces },
    definitions,
    ...wanted.watched(),
  ]
  return {
    isListed: () =>
      spaces.state().isListed && own.every((one) => isListedOrMissing(one, definitions)),
    policies: () => own.flatMap(({ watched }) => watched.objects()),
    want: (policies) => {
      const wishes = wishesOf(policies)
      wanted.want(wishes.wanted)
      const matched = definitions.names().filter(wishes.isMatched)
      definitions.want(new Set([...matched, ...wanted.definitionNames()]))
    },
    isSettled: () => wanted.isSettled() && definitions.isSettled(),
    held: () => ({
      tables: [tableOfNamespaces(spaces.objects()), ...wanted.tables().filter(isNotOfNamespaces)],
      kinds: kindsOf(definitions.wanted()),
      accessReviews: accessReviews([]),
      isLive: true,
    }),
    servedAs: wanted.servedAs,
    watches,
    close: () => {
      for (const { watched } of [...own, definitions]) watched.stop()
      spaces.stop()
      wanted.stop()
    },
  }
}

function definitionOf({ resource, group }: WantedWatch['resource']): string {
  return `${resource}.${group}`
}

/** The API server is back: who waits need not wait longer. While it starts it may have said anything, also that a right is missing. */
function wakeAll(watches: readonly WantedWatch[]): void {
  for (const { watched } of watches) if (watched.state().problem !== undefined) watched.wake()
}

/** Kinds may have come or gone. */
function tellOf(
  definitions: Definitions,
  own: readonly WantedWatch[],
  wanted: Pick<WantedObjects, 'wake'>,
): void {
  const groups = new Set(definitions.names().map((name) => name.slice(name.indexOf('.') + 1)))
  for (const { watched } of own) if (watched.state().problem !== undefined) watched.wake()
  for (const group of groups) wanted.wake(group)
}

function isListedOrMissing({ resource, watched }: WantedWatch, { lacks }: Definitions): boolean {
  const { isListed, problem } = watched.state()
  return isListed || (problem?.refusal?.status === 404 && lacks(definitionOf(resource)))
}

function isNotOfNamespaces({ kind: { apiVersion, kind } }: ObjectTable): boolean {
  return kind !== namespaces.kind || apiVersion !== namespaces.apiVersion
}

/** What policies want of a cluster; the same for the same policies. */
function wishesMaker() {
  let known: ReturnType<typeof make> | undefined
  const make = (policies: PolicySet) => ({
    of: policies,
    wanted: wantedBy(policies),
    isMatched: definitionMatcher(policies),
  })
  return (policies: PolicySet) => {
    if (known?.of !== policies) known = make(policies)
    return known
  }
}

/** The same table for the same objects. */
function namespaceTables(): (objects: ReturnType<WatchedObjects['objects']>) => ObjectTable {
  let table: ObjectTable | undefined
  return (objects) => {
    if (table?.objects === objects) return table
    const { apiVersion, kind } = namespaces
    table = objectTable({
      kind: { apiVersion, kind },
      objects,
      served: namespaces,
      problem: undefined,
    })
    return table
  }
}

/** The same kinds for the same definitions. */
function kindsMaker(): (definitions: readonly JsonObject[]) => HeldObjects['kinds'] {
  let known: { readonly by: readonly JsonObject[]; readonly kinds: HeldObjects['kinds'] }
  known = { by: [], kinds: kindsDefinedBy([]) }
  return (definitions) => {
    if (known.by !== definitions) known = { by: definitions, kinds: kindsDefinedBy(definitions) }
    return known.kinds
  }
}
