import type { UnfitForApi } from '../tester-parity/api-verdict.ts'

/** What the API server refuses without any webhook though nothing is wrong with the case, so that nothing can be compared. */
interface Apart {
  readonly reason: string
  readonly status: number
  readonly words: RegExp
}

const apart: readonly Apart[] = [
  {
    reason: 'every cluster has it already, so that it cannot be created',
    status: 409,
    words:
      /^serviceaccounts "default" already exists$|^namespaces "(?:default|kube-\w+)" already exists$/,
  },
]

/** Why it is left out; its own words where nothing in the table says so. */
export function reasonApart({ status, unfit }: UnfitForApi): string {
  const row = apart.find((one) => one.status === status && one.words.test(unfit))
  return row?.reason ?? `${status} ${unfit}`
}

export function isUnexplained(reason: string): boolean {
  return !apart.some((row) => row.reason === reason)
}
