/** The part of a Pod that a violation belongs to. Names are as written, and may repeat. */
export type Part =
  | { readonly kind: 'pod' }
  | { readonly kind: 'container' | 'volume' | 'annotation'; readonly name: string }
