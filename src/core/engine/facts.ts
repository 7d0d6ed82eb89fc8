import type { JsonObject } from '../source/json-value.ts'

/** What the core cannot know by itself; a shell answers and calls `admit` again. */
export interface Question {
  readonly kind: 'namespace'
  readonly name: string
}

export type Answer =
  | { readonly kind: 'found'; readonly object: JsonObject }
  /** The asker gets `message` as the error that the failure policy decides on. */
  | { readonly kind: 'failed'; readonly message: string }

/** What is known of one request beside the snapshot. */
export interface Facts {
  /** The time of the request, RFC 3339. */
  readonly time: string
  /** Answers by `questionKey`. */
  readonly answers: ReadonlyMap<string, Answer>
}

/** Nothing is known, not even the time. */
export const noFacts: Facts = { time: '', answers: new Map() }

export function questionKey(question: Question): string {
  return `${question.kind}/${question.name}`
}

/** The answer where there is no cluster to ask: what the context does not name is not known. */
export function unanswered({ name }: Question): Answer {
  return { kind: 'failed', message: `namespace "${name}" is not known: name it in --context` }
}
