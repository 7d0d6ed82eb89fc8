import type { UnfitForApi } from './api-verdict.ts'

/** What the API server refuses without any webhook, so that nothing can be compared. */
interface Apart {
  readonly reason: string
  readonly status: number
  readonly words: RegExp
}

/** What it says of objects that it can decode; nobody but an API server validates these. */
const apart: readonly Apart[] = [
  { reason: 'a field that must be there is not', status: 422, words: /: Required value/ },
  {
    reason: 'a value that is not allowed',
    status: 422,
    words: /: (?:Invalid|Unsupported|Duplicate) value/,
  },
  { reason: 'a field that may not be set, or not be changed', status: 422, words: /: Forbidden: / },
]

/** Why it is left out; its own words where nothing in the table says so. */
export function reasonApart({ status, unfit }: UnfitForApi): string {
  const row = apart.find((one) => one.status === status && one.words.test(unfit))
  return row?.reason ?? `${status} ${unfit}`
}

export function isUnexplained(reason: string): boolean {
  return !apart.some((row) => row.reason === reason)
}
