import {
  conversionTo,
  fieldOf,
  type JsonObject,
  type JsonValue,
  type Problem,
  placed,
  requestFor,
  type SourceDocument,
} from '../core/index.ts'
import { type Home, heldForm } from './held-form.ts'
import type { Manifest } from './manifests.ts'
import type { TestResult } from './report.ts'

/** The objects that a cluster would hold when manifests are sent, by what identifies them. */
export interface OldObjects {
  /** The one that the manifest would replace, as the cluster holds it. */
  readonly of: (manifest: JsonObject) => JsonObject | undefined
  /** Whether there is one that the manifest of the result would replace. */
  readonly isOf: (result: Identity) => boolean
  /** Errors: with one of these nothing should be judged. */
  readonly problems: readonly Problem[]
  /** A warning for each that no manifest has replaced. */
  readonly unused: (results: readonly TestResult[]) => readonly Problem[]
}

/** What of a result tells objects apart. */
type Identity = Pick<TestResult, 'apiVersion' | 'kind' | 'namespace' | 'name'>

interface Old {
  readonly document: SourceDocument
  readonly object: JsonObject
}

/**
 * The old objects that were read. One that was in a cluster (it has a uid) is decoded and defaulted; any other is completed as if
 * it had been created. What has no identity, stands twice or cannot be decoded is an error.
 */
export function oldObjects(read: readonly Manifest[], home: Home): OldObjects {
  const named = read.flatMap((manifest): readonly Old[] =>
    manifest.kind === 'object' ? [manifest] : [],
  )
  const found = new Map<string, Old & { readonly held: JsonObject }>()
  const problems = read.flatMap((manifest) =>
    manifest.kind === 'undecodable' ? manifest.problems : [],
  )
  for (const old of named) {
    const key = identityOf(old.object, home)
    const { object: held, problems: oddities } = heldForm(old.object, home)
    const refused = oddities.filter(({ kind }) => kind === 'undecodable')
    const wrong = [
      ...(isNamed(old.object) ? [] : [unnamed(old)]),
      ...(found.has(key) ? [doubled(old)] : []),
      ...refused.map(({ text }) => undecodable(old, text)),
    ]
    if (wrong.length === 0) found.set(key, { ...old, held })
    else problems.push(...wrong)
  }
  const of = (manifest: JsonObject): JsonObject | undefined => {
    if (found.size === 0) return undefined
    const held = found.get(identityOf(manifest, home))?.held
    return held && inVersionOf(manifest, held, home)
  }
  return {
    of,
    isOf: (result) => of(objectOf(result)) !== undefined,
    problems,
    unused: (results) => {
      const replaced = results.map(objectOf).filter((object) => of(object) !== undefined)
      const used = new Set(replaced.map((object) => identityOf(object, home)))
      return [...found].filter(([key]) => !used.has(key)).map(([, old]) => unused(old))
    },
  }
}

/** None at all. */
export const noOldObjects: OldObjects = {
  of: () => undefined,
  isOf: () => false,
  problems: [],
  unused: () => [],
}

/** Group, kind, namespace and name: the version does not tell objects apart. */
function identityOf(object: JsonObject, { cluster, namespace }: Home): string {
  const { kinds } = cluster.snapshot
  const sent = placed(object, { kinds, namespace })
  const request = requestFor(sent, { door: 'validate', uid: '', kinds, namespace })
  return JSON.stringify([request.kind.group, request.kind.kind, request.namespace, request.name])
}

/** The API server hands over both in one version; undefined where only code of the cluster converts. */
function inVersionOf(
  manifest: JsonObject,
  held: JsonObject,
  { cluster: { snapshot } }: Home,
): JsonObject | undefined {
  const apiVersion = textOf(manifest['apiVersion'])
  if (apiVersion === textOf(held['apiVersion'])) return held
  const wanted = snapshot.kinds.find(apiVersion, textOf(manifest['kind']))
  return wanted && conversionTo(wanted.served, held, snapshot.kinds)?.to(held)
}

function objectOf({ apiVersion, kind, namespace, name }: Identity): JsonObject {
  return { apiVersion, kind, metadata: { namespace, name } }
}

function isNamed(object: JsonObject): boolean {
  return textOf(fieldOf(fieldOf(object, 'metadata'), 'name')) !== ''
}

function textOf(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : ''
}

function unnamed({ document }: Old): Problem {
  return problemAt(document, {
    code: 'no-identity',
    severity: 'error',
    message: 'an object with metadata.name is expected: a manifest is its new form by its name',
    remedy: 'write the name that it has in the cluster',
  })
}

function doubled({ document }: Old): Problem {
  return problemAt(document, {
    code: 'given-twice',
    severity: 'error',
    message: 'an old object of this kind, namespace and name stands before it',
    remedy: 'keep the one that the cluster has',
  })
}

function undecodable({ document }: Old, text: string): Problem {
  return problemAt(document, {
    code: 'wrong-type',
    severity: 'error',
    message: `no cluster holds it: ${text}`,
  })
}

function unused({ document }: Old): Problem {
  return problemAt(document, {
    code: 'unused-old',
    severity: 'warning',
    message: 'no manifest is the new form of this old object',
    remedy:
      'look at apiVersion, kind, namespace and name (only a cluster converts versions), or leave it out',
  })
}

function problemAt(
  document: SourceDocument,
  problem: Omit<Problem, 'source' | 'line' | 'column'>,
): Problem {
  const start = document.locate([])?.start
  const place = start === undefined ? {} : { line: start.line, column: start.column }
  return { ...problem, source: document.source, ...place }
}
