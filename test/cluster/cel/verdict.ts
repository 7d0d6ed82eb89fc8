/** What became of a request. */
export interface Verdict {
  readonly allowed: boolean
  /** Of the refusal, as the policy says it; empty where the request was allowed. */
  readonly message: string
  readonly reason: string
  readonly code: number
  readonly warnings: readonly string[]
}
