import { fieldOf, type JsonObject, type PolicySet } from '../../core/index.ts'
import type { Connection } from '../connection.ts'
import type { ServedResource } from '../discovery.ts'
import { customResourceDefinitions } from './own-kinds.ts'
import { type WatchedObjects, type WatchingOptions, watchObjects } from './watched-objects.ts'

/** The CustomResourceDefinitions of a cluster: of all of them that they are there, of some what they say. */
export interface Definitions {
  /** Those that are wanted and there; the same array for as long as nothing changes. */
  readonly wanted: () => readonly JsonObject[]
  /** Takes the names (`PLURAL.GROUP`) that are wanted from now on. */
  readonly want: (names: ReadonlySet<string>) => void
  readonly names: () => readonly string[]
  /** Whether of all that is wanted it is known what it says, or that nobody can tell. */
  readonly isSettled: () => boolean
  /** Whether it is certain that there is none of that name. */
  readonly lacks: (name: string) => boolean
  readonly resource: ServedResource
  readonly watched: WatchedObjects
}

const metadataOnly = {
  list: asOnly('PartialObjectMetadataList'),
  watch: asOnly('PartialObjectMetadata'),
}

function asOnly(kind: string): string {
  return `application/json;as=${kind};g=meta.k8s.io;v=v1`
}

/**
 * Watches the metadata of all definitions, whose schemas together may be hundreds of megabytes, and reads those that are wanted
 * whenever they change. https://kubernetes.io/docs/reference/using-api/api-concepts/#metadata-only-fetches
 */
export function watchDefinitions(connection: Connection, options: WatchingOptions): Definitions {
  const followed = {
    resource: customResourceDefinitions,
    selection: {},
    accept: metadataOnly,
  }
  const onChange = () => {
    renew()
    options.onChange()
  }
  const watched = watchObjects(followed, connection, { ...options, onChange })
  const namesOf = namesMaker()
  const there = () => namesOf(watched.objects())
  const reader = definitionReader(connection, onChange, options.times.backOff.mostMs)
  let wanted: ReadonlySet<string> = new Set()
  let known: readonly JsonObject[] = []

  function renew(): void {
    const next = reader.read([...wanted].map((name) => there().get(name)).filter(isThere))
    const isSame = next.length === known.length && next.every((one, at) => one === known[at])
    if (!isSame) known = next
  }

  return {
    wanted: () => known,
    want: (names) => {
      wanted = names
      renew()
    },
    names: () => [...there().keys()],
    isSettled: () => {
      const { isListed, problem } = watched.state()
      if (!isListed) return problem !== undefined
      return [...wanted].every((name) => !there().has(name) || reader.isSettled(name))
    },
    lacks: (name) => {
      const { isListed, problem } = watched.state()
      return isListed && problem === undefined && !there().has(name)
    },
    resource: customResourceDefinitions,
    watched,
  }
}

/** By name; the same map for the same objects. */
function namesMaker(): (objects: readonly JsonObject[]) => ReadonlyMap<string, JsonObject> {
  let known = { of: [] as readonly JsonObject[], names: new Map<string, JsonObject>() }
  return (of) => {
    if (known.of !== of) known = { of, names: new Map(of.map((one) => [nameIn(one), one])) }
    return known.names
  }
}

interface ReadDefinition {
  /** What was seen of it when it was read, or is being read. */
  readonly seen: JsonObject
  /** Undefined where it is being read for the first time. */
  readonly definition: JsonObject | undefined
  readonly hasFailed: boolean
}

/** Reads definitions whole, each again where what is seen of it is another. */
function definitionReader(connection: Connection, onRead: () => void, retryMs: number) {
  let known = new Map<string, ReadDefinition>()

  async function readOne(name: string, seen: JsonObject): Promise<void> {
    const result = await connection.get(pathOf(name)).catch(() => undefined)
    const before = known.get(name)
    if (before?.seen !== seen) return
    const definition = result ?? before.definition
    known.set(name, { seen, definition, hasFailed: result === undefined })
    if (result === undefined) setTimeout(() => retry(name, seen), retryMs).unref()
    onRead()
  }

  function retry(name: string, seen: JsonObject): void {
    if (known.get(name)?.seen === seen) void readOne(name, seen)
  }

  return {
    /** What is known of those whose metadata these are; what is not, is read. */
    read: (metadata: readonly JsonObject[]): readonly JsonObject[] => {
      const next = metadata.map((seen) => {
        const name = nameIn(seen)
        const before = known.get(name)
        if (before?.seen === seen) return [name, before] as const
        void readOne(name, seen)
        return [name, { seen, definition: before?.definition, hasFailed: false }] as const
      })
      known = new Map(next)
      return next.map(([, { definition }]) => definition).filter(isThere)
    },
    isSettled: (name: string): boolean => {
      const found = known.get(name)
      return found !== undefined && (found.hasFailed || found.definition !== undefined)
    },
  }
}

function isThere(object: JsonObject | undefined): object is JsonObject {
  return object !== undefined
}

function pathOf(name: string): string {
  return `/apis/apiextensions.k8s.io/v1/customresourcedefinitions/${encodeURIComponent(name)}`
}

/** Whether a rule of a policy names a definition's kind; what only a wildcard for the group means is left. */
export function definitionMatcher({ policies }: PolicySet): (name: string) => boolean {
  const named = new Map<string, Set<string>>()
  const rules = policies.flatMap(({ policy }) => policy.match.resourceRules ?? [])
  for (const { apiGroups, resources } of rules) {
    for (const group of apiGroups) {
      const ofGroup = named.get(group) ?? new Set<string>()
      named.set(group, ofGroup)
      for (const resource of resources) ofGroup.add(resource.split('/', 1)[0] ?? '')
    }
  }
  return (name) => {
    const dot = name.indexOf('.')
    const ofGroup = named.get(name.slice(dot + 1))
    return ofGroup !== undefined && (ofGroup.has('*') || ofGroup.has(name.slice(0, dot)))
  }
}

function nameIn(object: JsonObject): string {
  const name = fieldOf(fieldOf(object, 'metadata'), 'name')
  return typeof name === 'string' ? name : ''
}
