import type { JsonValue, Path } from '../../core/index.ts'
import type { Difference, Trial } from './difference.ts'
import type { ExpectedRefusal } from './policy-case.ts'
import type { Refusal } from './run-case.ts'

/** In what the refusals of a refused case are not the expected ones. */
export function refusalDifferences(trial: Trial): readonly Difference[] {
  const { refusals } = trial.row.expect
  return refusals === undefined ? ofOne(trial) : ofAll(refusals, trial)
}

/** One refusal must be all that is said; what was true of some so far is asked for the next field. */
function ofOne({ row, meant, actual }: Trial): readonly Difference[] {
  const { message, path, cause = 'violation' } = row.expect
  const ofMeant = actual.refusals.filter(({ policy }) => meant.includes(policy))
  if (ofMeant.length === 0) {
    return [different(['allowed'], 'the policy that is meant does not refuse it', actual.refusals)]
  }
  const ofCause = ofMeant.filter((refusal) => refusal.cause === cause)
  if (ofCause.length === 0) {
    const what =
      cause === 'violation'
        ? 'it is refused because the policy could not be evaluated; say cause: error where that is meant'
        : 'expected that the policy cannot be evaluated, it was'
    return [different(row.expect.cause === undefined ? ['allowed'] : ['cause'], what, ofMeant)]
  }
  const ofMessage = ofCause.filter((refusal) => refusal.message.includes(message ?? ''))
  if (ofMessage.length === 0) {
    const what = `expected a refusal that says ${JSON.stringify(message)}`
    return [{ ...different(['message'], what, ofCause), expected: message }]
  }
  if (path === undefined || ofMessage.some((refusal) => refusal.path === path)) return []
  return [{ ...different(['path'], `expected a refusal at ${path}`, ofMessage), expected: path }]
}

/** Each expected refusal takes one that fits; none may be left on either side. */
function ofAll(expected: readonly ExpectedRefusal[], { actual }: Trial): readonly Difference[] {
  const left = [...actual.refusals]
  const missing = expected.flatMap((each, index) => {
    const found = left.findIndex((refusal) => fits(each, refusal))
    if (found === -1) return [{ each, index }]
    left.splice(found, 1)
    return []
  })
  return [
    ...missing.map(({ each, index }) => ({
      ...different(['refusals', index], 'no refusal is as expected here', left),
      expected: each as JsonValue,
    })),
    ...(left.length > 0 && missing.length === 0
      ? [different(['refusals'], 'there are refusals that are not expected', left)]
      : []),
  ]
}

function fits(expected: ExpectedRefusal, actual: Refusal): boolean {
  return (
    (expected.policy === undefined || expected.policy === actual.policy) &&
    (expected.validation === undefined || expected.validation === actual.validation) &&
    actual.message.includes(expected.message ?? '') &&
    (expected.path === undefined || expected.path === actual.path) &&
    (expected.cause ?? 'violation') === actual.cause
  )
}

function different(path: Path, what: string, actual: readonly Refusal[]): Difference {
  const texts = actual.map((refusal) => {
    const field = refusal.path === undefined || refusal.path === '' ? '' : ` at ${refusal.path}`
    return `${refusal.policy}: ${JSON.stringify(refusal.message)}${field}`
  })
  return {
    code: 'refusal',
    message: texts.length === 0 ? what : `${what}; it is refused by ${texts.join(', ')}`,
    path: ['expect', ...path],
    actual: actual.map(refusalJson),
  }
}

/** A refusal as it is expected: what it does not have is left out. */
export function refusalJson({ policy, validation, message, path, cause }: Refusal) {
  return {
    policy,
    ...(validation === undefined ? {} : { validation }),
    message,
    ...(path === undefined || path === '' ? {} : { path }),
    ...(cause === 'violation' ? {} : { cause }),
  }
}
