import { type Path, type Problem, problemAt, type SourceDocument } from '../../core/index.ts'
import type { Expectation } from './policy-case.ts'

/** What cannot come out together: whatever is expected beside it would never be looked at. */
const exclusions: readonly {
  readonly field: keyof Expectation
  readonly beside: (expect: Expectation) => string | undefined
  readonly remedy: string
}[] = [
  ...(['message', 'path', 'refusals'] as const).map((field) => ({
    field,
    beside: ({ allowed }: Expectation) => (allowed ? 'allowed: true' : undefined),
    remedy: 'expect it of a refusal (allowed: false), or take it out',
  })),
  ...(['object', 'fields', 'patch', 'unchanged'] as const).map((field) => ({
    field,
    beside: ({ allowed }: Expectation) => (allowed ? undefined : 'allowed: false'),
    remedy: 'a refused object is not changed: take it out, or expect allowed: true',
  })),
  ...(['message', 'path', 'cause'] as const).map((field) => ({
    field,
    beside: ({ refusals }: Expectation) => (refusals === undefined ? undefined : 'refusals'),
    remedy: 'say it in the refusals',
  })),
  ...(['exempted', 'cause', 'message', 'path', 'refusals'] as const).map((field) => ({
    field,
    beside: ({ matched }: Expectation) => (matched === false ? 'matched: false' : undefined),
    remedy: 'a policy that is not for the request says nothing: take one of the two out',
  })),
]

/** Each expectation that another one rules out. */
export function contradictions(
  document: SourceDocument,
  at: Path,
  expect: Expectation,
): readonly Problem[] {
  return exclusions.flatMap(({ field, beside, remedy }) => {
    const other = expect[field] === undefined ? undefined : beside(expect)
    if (other === undefined) return []
    return [
      problemAt(document, [...at, field], {
        code: 'contradiction',
        message: `"${field}" cannot be expected beside ${other}`,
        remedy,
      }),
    ]
  })
}
