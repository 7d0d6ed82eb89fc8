import {
  isObject,
  type JsonObject,
  type JsonValue,
  jsonEqual,
  type Path,
  parsePath,
  printJson,
  valueAt,
} from '../../core/index.ts'
import type { Difference, Trial } from './difference.ts'
import type { Expectation } from './policy-case.ts'
import { refusalDifferences } from './refusal-differences.ts'
import type { CaseOutcome } from './run-case.ts'
import { vacuity } from './vacuity.ts'

/** Everything in which the case came out otherwise; nothing where it passed. */
export function differencesOf(trial: Trial): readonly Difference[] {
  const { row, actual } = trial
  const { expect } = row
  const obstacles = actual.obstacles.map(
    (message): Difference => ({ code: 'not-judged', message, path: ['object'] }),
  )
  if (obstacles.length > 0) return obstacles
  return [
    ...verdict(expect, actual),
    ...vacuity(trial),
    ...(expect.allowed || actual.allowed ? [] : refusalDifferences(trial)),
    ...warnings(expect, actual),
    ...auditAnnotations(expect, actual),
    ...(actual.allowed ? changes(expect, actual) : []),
  ]
}

function verdict({ allowed }: Expectation, actual: CaseOutcome): readonly Difference[] {
  if (allowed === actual.allowed) return []
  const refusals = actual.refusals.map(({ policy, message }) => `${policy}: ${message}`)
  return [
    {
      code: 'verdict',
      message: allowed
        ? `expected to be allowed, was refused: ${refusals.join('; ')}`
        : 'expected to be refused, was allowed',
      path: ['expect', 'allowed'],
      expected: allowed,
      actual: actual.allowed,
    },
  ]
}

function warnings({ warnings: expected }: Expectation, actual: CaseOutcome) {
  return unlike('warnings', ['expect', 'warnings'], {
    what: 'the warnings are others',
    expected,
    actual: actual.warnings,
  })
}

function auditAnnotations(
  { auditAnnotations: expected = {} }: Expectation,
  { auditAnnotations: actual }: CaseOutcome,
): readonly Difference[] {
  return Object.entries(expected).flatMap(([key, value]) =>
    unlike('audit-annotations', ['expect', 'auditAnnotations', key], {
      what: `the audit annotation ${key} is another`,
      expected: value,
      actual: Object.hasOwn(actual, key) ? (actual[key] ?? null) : null,
    }),
  )
}

function changes(expect: Expectation, actual: CaseOutcome): readonly Difference[] {
  const { unchanged, object, fields = {}, patch } = expect
  const changed = actual.patch.length > 0
  return [
    ...(unchanged === changed
      ? [
          {
            code: 'change' as const,
            message: unchanged
              ? `expected no change, was: ${printJson(actual.patch as unknown as JsonValue)}`
              : 'expected a change, there was none',
            path: ['expect', 'unchanged'],
            expected: unchanged,
            actual: !changed,
          },
        ]
      : []),
    ...unlike('value', ['expect', 'object'], {
      what: 'the object is another',
      expected: object,
      actual: actual.object,
    }),
    ...Object.entries(fields).flatMap(([field, value]) =>
      unlike('value', ['expect', 'fields', field], {
        what: `${field} is another`,
        expected: value,
        actual: valueAt(actual.judged, parsePath(field) ?? []) ?? null,
      }),
    ),
    ...unlike('value', ['expect', 'patch'], {
      what: 'the patch is another',
      expected: patch as unknown as JsonValue | undefined,
      actual: actual.patch as unknown as JsonValue,
    }),
  ]
}

function unlike(
  code: Difference['code'],
  path: Path,
  {
    what,
    expected,
    actual,
  }: {
    readonly what: string
    readonly expected: JsonValue | undefined
    readonly actual: JsonValue
  },
): readonly Difference[] {
  if (expected === undefined || jsonEqual(expected, actual)) return []
  const isShort = ![expected, actual].some(isLarge)
  const message = isShort
    ? `${what}: expected ${printJson(expected)}, was ${printJson(actual)}`
    : what
  return [{ code, message, path, expected, actual }]
}

function isLarge(value: JsonValue): boolean {
  return isObject(value) ? Object.keys(value as JsonObject).length > 0 : Array.isArray(value)
}
