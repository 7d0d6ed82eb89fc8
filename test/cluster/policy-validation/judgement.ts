/** What becomes of a document that is created. */
export type Judgement =
  | { readonly kind: 'accepted' }
  /** `fields` are the unknown ones; there may be none, where a value has the wrong type. */
  | { readonly kind: 'undecodable'; readonly fields: readonly string[] }
  | { readonly kind: 'invalid'; readonly causes: readonly Cause[] }

export interface Cause {
  readonly reason: string
  readonly field: string
  readonly message: string
}

/** The fields that a strict decoder says it does not know. */
export function unknownFields(message: string): readonly string[] {
  const found = message.matchAll(/unknown field "((?:[^"\\]|\\.)*)"/g)
  return [...found].map(([, field = '']) => field)
}
