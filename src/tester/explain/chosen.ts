import { fieldOf, type JsonValue, nearestName } from '../../core/index.ts'
import type { Target } from './targets.ts'

/** Which of the objects are to be explained; without a choice all of them. */
export interface Choice {
  /** `KIND/NAME` or `KIND/NAMESPACE/NAME`. */
  readonly object: string | undefined
  /** Counted from 1, through all sources. */
  readonly document: number | undefined
}

export type Chosen =
  | { readonly kind: 'chosen'; readonly targets: readonly Target[] }
  | { readonly kind: 'problem'; readonly message: string }

/** What is chosen among the targets; a choice that means none of them is a problem. */
export function chosen(targets: readonly Target[], { object, document }: Choice): Chosen {
  if (document !== undefined) {
    const target = targets[document - 1]
    if (target !== undefined) return { kind: 'chosen', targets: [target] }
    const count = targets.length === 1 ? 'there is one document' : `there are ${targets.length}`
    return { kind: 'problem', message: `--document ${document}: ${count}` }
  }
  if (object === undefined) return { kind: 'chosen', targets }
  const found = targets.filter((target) => namesOf(target).some((name) => isSame(name, object)))
  return found.length > 0
    ? { kind: 'chosen', targets: found }
    : { kind: 'problem', message: `--object ${object}: ${hint(targets, object)}` }
}

function hint(targets: readonly Target[], wanted: string): string {
  const names = targets.flatMap((target) => namesOf(target).slice(0, 1))
  const near = nearestName(wanted, names)
  if (near !== undefined) return `there is no such object; did you mean ${near}?`
  if (names.length === 0) return 'there is no object that has a name'
  const shown = names.slice(0, mostNames).join(', ')
  return `there is no such object; there are ${shown}${names.length > mostNames ? ', …' : ''}`
}

const mostNames = 10

/** Kinds as kubectl takes them, names as they are. */
function isSame(name: string, wanted: string): boolean {
  const [kind = '', ...rest] = name.split('/')
  const [wantedKind = '', ...wantedRest] = wanted.split('/')
  return kind.toLowerCase() === wantedKind.toLowerCase() && rest.join('/') === wantedRest.join('/')
}

/** `Pod/web`, and `Pod/shop/web` where it names a namespace. */
function namesOf(target: Target): readonly string[] {
  if (target.kind === 'review') return []
  const value = target.manifest.document?.value
  const metadata = fieldOf(value, 'metadata')
  const [kind, namespace, name] = [
    textIn(value, 'kind'),
    textIn(metadata, 'namespace'),
    textIn(metadata, 'name') || textIn(metadata, 'generateName'),
  ]
  if (kind === '' || name === '') return []
  return namespace === ''
    ? [`${kind}/${name}`]
    : [`${kind}/${name}`, `${kind}/${namespace}/${name}`]
}

function textIn(value: JsonValue | undefined, key: string): string {
  const field = fieldOf(value, key)
  return typeof field === 'string' ? field : ''
}
