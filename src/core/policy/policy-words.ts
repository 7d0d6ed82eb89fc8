import { annotationsOf } from '../kubernetes/object.ts'
import type { Policy } from './model.ts'

/** What a policy's annotations `sallyport.dev/…` say of it; null where they say nothing. */
export interface PolicyWords {
  readonly title: string | null
  readonly description: string | null
  readonly category: string | null
  readonly severity: string | null
  readonly remedy: string | null
}

export function wordsOfPolicy({ place }: Policy): PolicyWords {
  const annotations = annotationsOf(place.document.value)
  const said = (name: string) => {
    const text = annotations[`sallyport.dev/${name}`]
    return typeof text === 'string' ? text : null
  }
  return {
    title: said('title'),
    description: said('description'),
    category: said('category'),
    severity: said('severity'),
    remedy: said('remedy'),
  }
}
