import type { Answer, LookedUpKinds, Question, Snapshot } from '../core/index.ts'
import { questionKey } from '../core/index.ts'

/** A kind of objects, as objects name it. */
export type ObjectKind = LookedUpKinds['paramKinds'][number]

/** What manifests are judged on, and where it is noted what was missing. */
export interface Ground {
  readonly snapshot: Snapshot
  /** What a cluster answered; undefined where nobody did, or it has not what is asked about. */
  readonly answer: (question: Question) => Answer | undefined
  /** All objects of the kind are looked at. */
  readonly looksAt: (kind: ObjectKind) => void
  /** An object of the kind is judged, and its fields are not known. */
  readonly lacksFieldsOf: (kind: ObjectKind) => void
  /** Whether the snapshot has all objects of the kind that there are. */
  readonly hasAll: (kind: ObjectKind) => boolean
  /** What the snapshot stands for: `context` or `cluster`. */
  readonly name: 'context' | 'cluster'
}

/** What could have been asked of a cluster. */
export interface Needs {
  readonly questions: readonly Question[]
  readonly objectsOf: readonly ObjectKind[]
  readonly fieldsOf: readonly ObjectKind[]
}

/** Files know what they know. */
export function groundOfFiles(snapshot: Snapshot): Ground {
  return {
    snapshot,
    answer: () => undefined,
    looksAt: () => undefined,
    lacksFieldsOf: () => undefined,
    hasAll: () => false,
    name: 'context',
  }
}

/** What a cluster was asked about so far; undefined for what it has not. */
export interface Learned {
  readonly answers: ReadonlyMap<string, Answer | undefined>
  readonly objectsOf: ReadonlySet<string>
  readonly fieldsOf: ReadonlySet<string>
}

/** A ground that notes what it lacks beyond what was learned. */
export function notingGround(
  snapshot: Snapshot,
  learned: Learned,
): { readonly ground: Ground; readonly needs: () => Needs } {
  const questions = new Map<string, Question>()
  const objectsOf = new Map<string, ObjectKind>()
  const fieldsOf = new Map<string, ObjectKind>()
  return {
    ground: {
      snapshot,
      answer: (question) => {
        const key = questionKey(question)
        if (!learned.answers.has(key)) questions.set(key, question)
        return learned.answers.get(key)
      },
      looksAt: (kind) => note(kind, objectsOf, learned.objectsOf),
      lacksFieldsOf: (kind) => note(kind, fieldsOf, learned.fieldsOf),
      hasAll: (kind) => learned.objectsOf.has(kindKey(kind)),
      name: 'cluster',
    },
    needs: () => ({
      questions: [...questions.values()],
      objectsOf: [...objectsOf.values()],
      fieldsOf: [...fieldsOf.values()],
    }),
  }
}

/** A kind in a set of kinds. */
export function kindKey({ apiVersion, kind }: ObjectKind): string {
  return `${apiVersion} ${kind}`
}

function note(
  kind: ObjectKind,
  noted: Map<string, ObjectKind>,
  learned: ReadonlySet<string>,
): void {
  const key = kindKey(kind)
  if (!learned.has(key)) noted.set(key, kind)
}
