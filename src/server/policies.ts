import {
  createSnapshot,
  type DeclaredWorkload,
  expiredExemptions,
  type KubernetesVersion,
  type LoadPolicies,
  type PolicyText,
  type Problem,
  policyLoader,
  type Snapshot,
  type SourceText,
  typeProblemsOf,
} from '../core/index.ts'
import { readPolicyFiles } from '../files/read-policies.ts'
import { readTextFiles } from '../files/read-sources.ts'
import { watchPaths } from '../files/watch-paths.ts'
import { collectGarbage } from './collect-garbage.ts'

/** Where policies and what they ask for are read from. */
export interface PolicyPaths {
  readonly policies: readonly string[]
  readonly context: readonly string[]
  readonly kubernetesVersion: KubernetesVersion
  /** The namespaces whose PolicyExemptions count. */
  readonly exemptionNamespace: readonly string[]
  /** Kinds that create Pods, beside those that are known. */
  readonly podTemplate?: readonly DeclaredWorkload[]
}

/** What became of a reading. */
export type Reading =
  /** In force. At start `problems` may hold errors: what is broken is left out. */
  | { readonly kind: 'loaded'; readonly policies: number; readonly problems: readonly Problem[] }
  /** Not in force: the last good set stays. */
  | { readonly kind: 'kept'; readonly problems: readonly Problem[] }
  | { readonly kind: 'unreadable'; readonly message: string }

/** The policies in force, and how the newest reading went. */
export interface Policies {
  readonly snapshot: () => Snapshot
  readonly lastReading: () => Reading
  readonly lastSuccess: () => Date | undefined
  /** The texts of the policies in force, the same values while they say the same. */
  readonly texts: () => readonly PolicyText[]
  readonly close: () => Promise<void>
}

export type OpenedPolicies =
  | { readonly kind: 'policies'; readonly policies: Policies }
  | { readonly kind: 'problem'; readonly message: string }

/**
 * Reads policies and follows their changes. A reading with errors changes nothing: the last good set stays. At start
 * there is no good set yet, and refusing to start would leave a cluster whose webhook fails closed without any answer:
 * what can be read is in force, what is broken is reported, and readiness fails until a reading has no errors.
 * `onReading` hears of every later reading of changed files.
 */
export async function openPolicies(
  paths: PolicyPaths,
  onReading: (reading: Reading) => void,
  load: LoadPolicies = policyLoader(paths),
): Promise<OpenedPolicies> {
  const first = read(paths, load)
  if (first.kind === 'unreadable') return { kind: 'problem', message: first.message }
  let state = stateAfter(undefined, first)
  collectGarbage()

  function readAgain(): void {
    const files = readFiles(paths)
    if (files.kind === 'files') watch.add(files.places)
    if (files.kind === 'files' && isSame(files, state)) return
    const next =
      files.kind === 'files' ? compiled(withKnownTexts(files, state.files), paths, load) : files
    state = next.kind === 'read' ? stateAfter(state, next) : { ...state, reading: next }
    collectGarbage()
    onReading(state.reading)
  }

  const watch = await watchPaths([...state.files.places, ...paths.context], '.', readAgain)
  readAgain()
  return {
    kind: 'policies',
    policies: {
      snapshot: () => state.snapshot,
      lastReading: () => state.reading,
      lastSuccess: () => state.lastSuccess,
      texts: () => state.inForce,
      close: watch.close,
    },
  }
}

/** Whether a problem keeps a reading from being good; a warning does not. */
export function isError({ severity }: Problem): boolean {
  return severity === 'error'
}

type Unreadable = Extract<Reading, { readonly kind: 'unreadable' }>

interface Files {
  readonly kind: 'files'
  readonly policies: readonly PolicyText[]
  /** Where policies were read, those that bundles list among them. */
  readonly places: readonly string[]
  readonly context: readonly SourceText[]
  /** Files that are no texts. */
  readonly unread: readonly Problem[]
}

interface Read {
  readonly kind: 'read'
  readonly snapshot: Snapshot
  readonly problems: readonly Problem[]
  readonly files: Files
}

function read(paths: PolicyPaths, load: LoadPolicies): Read | Unreadable {
  const files = readFiles(paths)
  return files.kind === 'files' ? compiled(files, paths, load) : files
}

/** Texts that stayed are the same values as before, which are not compiled again. */
function withKnownTexts(files: Files, { policies }: Files): Files {
  const known = new Map(policies.map((one) => [keyOf(one), one]))
  const kept = files.policies.map((one) => {
    const before = known.get(keyOf(one))
    return before?.text === one.text ? before : one
  })
  return { ...files, policies: kept }
}

/** A file, and what a bundle wants of it. */
function keyOf({ name, amendment = {} }: PolicyText): string {
  return JSON.stringify([name, amendment])
}

function readFiles(paths: PolicyPaths): Files | Unreadable {
  const policyFiles = readPolicyFiles(paths.policies, '.')
  const contextFiles = readTextFiles(paths.context, '.')
  const unread = [...policyFiles.problems, ...contextFiles.problems]
  const missing = unread.filter(({ code }) => code === 'unreadable-path')
  if (missing.length > 0) {
    const message = missing.map(({ source, message: what }) => `${source}: ${what}`).join('; ')
    return { kind: 'unreadable', message }
  }
  const { texts: policies, places } = policyFiles
  return { kind: 'files', policies, places, context: contextFiles.texts, unread }
}

function compiled(
  files: Files,
  { kubernetesVersion, exemptionNamespace, podTemplate = [] }: PolicyPaths,
  load: LoadPolicies,
): Read | Unreadable {
  const { context, unread } = files
  try {
    const { policies, podSecurity, problems } = load(files.policies)
    const created = createSnapshot({
      policies,
      podSecurity,
      context,
      kubernetesVersion,
      exemptionNamespaces: exemptionNamespace,
      podTemplates: podTemplate,
    })
    return {
      kind: 'read',
      snapshot: created.snapshot,
      problems: [
        ...unread,
        ...problems,
        ...created.problems,
        ...expiredExemptions(created.snapshot, new Date().toISOString()),
        ...typeProblemsOf(created.snapshot),
      ],
      files,
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return {
      kind: 'unreadable',
      message: `the policies cannot be compiled, which is a bug: ${reason}`,
    }
  }
}

interface State {
  readonly snapshot: Snapshot
  /** What the newest reading found, in force or not. */
  readonly files: Files
  readonly inForce: readonly PolicyText[]
  readonly reading: Reading
  readonly lastSuccess: Date | undefined
}

/** With errors, a reading is in force only where there was no good one before it. */
function stateAfter(before: State | undefined, { snapshot, files, problems }: Read): State {
  const good = !problems.some(isError)
  if (!good && before?.lastSuccess !== undefined) {
    return { ...before, files, reading: { kind: 'kept', problems } }
  }
  return {
    snapshot,
    files,
    inForce: files.policies,
    reading: { kind: 'loaded', policies: snapshot.policySet.policies.length, problems },
    lastSuccess: good ? new Date() : undefined,
  }
}

/** Whether the files are as they were read before; after an unreadable one, the same texts are news too. */
function isSame(next: Files, { files, reading }: State): boolean {
  return (
    reading.kind !== 'unreadable' &&
    next.unread.length === files.unread.length &&
    areSame(next.policies, files.policies) &&
    areSame(next.context, files.context)
  )
}

function areSame(texts: readonly PolicyText[], others: readonly PolicyText[]): boolean {
  return (
    texts.length === others.length &&
    texts.every((one, index) => {
      const other = others[index]
      return other?.text === one.text && keyOf(other) === keyOf(one)
    })
  )
}
