import type { Difference, Trial } from './difference.ts'

/**
 * What makes a case show nothing: a policy that is not for the request, that an exemption kept from it, or that failed and
 * was let pass, where nobody said so.
 */
export function vacuity(trial: Trial): readonly Difference[] {
  return [...matching(trial), ...exempting(trial), ...ignoring(trial)]
}

function matching({ row, meant, actual }: Trial): readonly Difference[] {
  const took = meant.filter(
    (name) =>
      actual.applied.includes(name) ||
      [...actual.exemptions, ...actual.ignored].some(({ policy }) => policy === name),
  )
  const isExpected = row.expect.matched !== false
  if (isExpected === took.length > 0) return []
  const path = ['expect', ...(row.expect.matched === undefined ? [] : ['matched'])]
  if (!isExpected) {
    const message = `expected that ${policies(took)} ${took.length === 1 ? 'is' : 'are'} not for the request, ${took.length === 1 ? 'it is' : 'they are'}`
    return [{ code: 'matched', message, path, expected: false, actual: true }]
  }
  const why = [
    ...new Set(actual.skips.filter((skip) => meant.includes(skip.policy)).map((skip) => skip.why)),
  ]
  const reason = why.length === 0 ? `no rule of it means ${requestText(row)}` : why.join('; ')
  const message = `${policies(meant)} did not match, so that the case shows nothing (${reason}); say matched: false where that is meant`
  return [{ code: 'not-matched', message, path, expected: true, actual: false }]
}

/** `UPDATE of Pod/ephemeralcontainers` */
function requestText({
  operation = 'CREATE',
  object,
  resource,
  subResource,
}: Trial['row']): string {
  const kind = resource ?? String(object['kind'] ?? 'an object')
  return `${operation} of ${kind}${subResource === undefined ? '' : `/${subResource}`}`
}

function policies(names: readonly string[]): string {
  const [first] = names
  return names.length === 1
    ? `policy "${first}"`
    : `policies ${names.map((name) => `"${name}"`).join(', ')}`
}

function exempting({ row, meant, actual }: Trial): readonly Difference[] {
  const { exempted } = row.expect
  const uses = actual.exemptions.filter(({ policy }) => meant.includes(policy))
  const by = [...new Set(uses.map(({ exemption }) => exemption))]
  if (exempted === undefined ? by.length === 0 : by.includes(exempted)) return []
  if (exempted === undefined) {
    const message = `exemption ${by.join(', ')} frees from the policy; say exempted: ${by[0]} where that is meant`
    return [{ code: 'exempted', message, path: ['expect'] }]
  }
  const was = by.length === 0 ? 'none frees from it' : `it is ${by.join(', ')}`
  const message = `expected that exemption ${exempted} frees from the policy, ${was}`
  return [{ code: 'exempted', message, path: ['expect', 'exempted'], expected: exempted }]
}

/** An error that the failure policy lets pass looks like a policy that has nothing to say. */
function ignoring({ row, meant, actual }: Trial): readonly Difference[] {
  const { allowed, cause } = row.expect
  const failures = actual.ignored.filter(({ policy }) => meant.includes(policy))
  if (allowed && cause === 'error') {
    if (failures.length > 0 || !actual.allowed) return []
    const message = 'expected an error that the failure policy lets pass, there was none'
    return [{ code: 'ignored-error', message, path: ['expect', 'cause'], expected: 'error' }]
  }
  if (failures.length === 0) return []
  const [{ policy, message: text }] = failures as [(typeof failures)[number]]
  const message = `policy "${policy}" could not be evaluated and its failure policy lets that pass: ${text}; say cause: error where that is meant`
  return [{ code: 'ignored-error', message, path: ['expect'] }]
}
