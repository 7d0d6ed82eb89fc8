import type { AccessQuestion, AccessSpec, AccessStatus } from '#src/core/admission/access-review.ts'
import type { Answer } from '#src/core/engine/facts.ts'

/** What an authorizer says where every pattern is met; a pattern that is empty or absent is met by all. */
export interface AuthorizerRow {
  readonly user?: string
  readonly verb?: string
  readonly group?: string
  readonly resource?: string
  readonly subresource?: string
  readonly namespace?: string
  readonly name?: string
  readonly path?: string
  readonly decision?: 'allow' | 'deny' | 'noOpinion'
  readonly reason?: string
  readonly error?: string
}

/** An authorizer that is a table: the first row that is met answers, none is no opinion. */
export function answersFrom(table: readonly AuthorizerRow[]): (question: AccessQuestion) => Answer {
  return ({ spec }) => {
    const row = table.find((candidate) => isMet(candidate, spec))
    return { kind: 'reviewed', status: statusOf(row ?? {}) }
  }
}

function isMet(
  row: AuthorizerRow,
  { user, resourceAttributes, nonResourceAttributes }: AccessSpec,
) {
  const asked: Readonly<Record<string, unknown>> = {
    ...resourceAttributes,
    ...nonResourceAttributes,
    user,
  }
  return patterns.every((name) => (row[name] ?? '') === '' || row[name] === (asked[name] ?? ''))
}

const patterns = [
  'user',
  'verb',
  'group',
  'resource',
  'subresource',
  'namespace',
  'name',
  'path',
] as const

function statusOf({ decision, reason, error }: AuthorizerRow): AccessStatus {
  return {
    allowed: decision === 'allow',
    denied: decision === 'deny',
    ...(reason === undefined ? {} : { reason }),
    ...(error === undefined ? {} : { evaluationError: error }),
  }
}
