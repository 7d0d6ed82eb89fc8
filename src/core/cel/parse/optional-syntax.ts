import { isAvailable } from '../libraries/release.ts'
import type { Builder } from './builder.ts'
import { report } from './report.ts'
import type { Token } from './token.ts'

/** Whether the release has no optionals yet, as new expressions of 1.28 have none. */
export function isRefused({ release }: Builder, question: Token | undefined): boolean {
  return question !== undefined && !isAvailable(optionals, release)
}

const optionals = { since: '1.28', until: undefined, delayed: true, mutationOnly: false } as const

/** Reports an optional entry or field that the release does not take. */
export function refuse(
  builder: Builder,
  part: { readonly start: number; readonly question: Token | undefined },
): boolean {
  if (!isRefused(builder, part.question)) return false
  report(builder.report, part.start, "unsupported syntax '?'")
  return true
}
