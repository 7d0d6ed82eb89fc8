import { describe, expect, test } from 'vitest'
import { compile } from '#src/core/cel/compile.ts'
import type { Environment } from '#src/core/cel/environment.ts'
import { CelError, type Value } from '#src/core/cel/value.ts'
import { hasCorpora, readRows, whereCorporaAre } from './corpora.ts'
import { type Described, describeValue, sameDescription } from './described-value.ts'

/** What Kubernetes' own code gave for an expression. */
interface Outcome {
  readonly result?: Described
  readonly error?: string
  readonly compileError?: string
  readonly panic?: string
  readonly exprRewritten?: string
}

interface Row {
  readonly id: string
  readonly expr: string
  readonly kind?: string
  readonly testFile?: string
  readonly file?: string
  readonly vars?: Readonly<Record<string, unknown>>
  readonly bindings?: Readonly<Record<string, unknown>>
  readonly inVapEnv?: Outcome
  readonly result?: Described
  readonly error?: string
}

/** The reference for a row: what Kubernetes' own test of it saw, otherwise what the environment of a policy gives. */
function outcomeOf(row: Row): Outcome | undefined {
  return row.result === undefined && row.error === undefined ? row.inVapEnv : row
}

interface Exclusion {
  readonly reason: string
  readonly applies: (row: Row) => boolean
}

/** Rows that say nothing about evaluation, or not yet; the first that applies counts. */
const exclusions: readonly Exclusion[] = [
  { reason: 'no reference', applies: (row) => outcomeOf(row) === undefined },
  {
    reason: 'does not compile in Kubernetes: the type checker comes later',
    applies: ({ inVapEnv }) => inVapEnv?.compileError?.startsWith('compilation failed') === true,
  },
  {
    reason: 'only compiled, not evaluated',
    applies: ({ kind }) => kind?.startsWith('compile') === true,
  },
  {
    reason: 'schema-typed Go values',
    applies: ({ testFile }) =>
      testFile === 'cel/common/values_test.go' || testFile === 'cel/common/typeprovider_test.go',
  },
  { reason: 'the authorizer comes later', applies: ({ expr }) => /\bauthorizer\b/.test(expr) },
  {
    reason: 'a budget or a deadline that was not recorded',
    applies: (row) => /^operation (cancelled|interrupted)/.test(outcomeOf(row)?.error ?? ''),
  },
  {
    reason: 'variables that were not recorded',
    applies: ({ vars, expr }) => /\bvariables\b/.test(expr) && vars !== undefined,
  },
  {
    reason: 'a result that was not recorded',
    applies: (row) => {
      const { result, error, compileError } = outcomeOf(row) ?? {}
      if (error !== undefined || compileError !== undefined) return false
      return result === undefined || isOpaque(result)
    },
  },
]

function isOpaque(result: Described): boolean {
  return (
    'opaque' in result ||
    /0x/.test(String(result.string)) ||
    /"Val":(\{\}|\{"Adapter")/.test(JSON.stringify(result))
  )
}

const environment: Environment = {
  kubernetesVersion: '1.36',
  names: new Set(['object', 'oldObject', 'request', 'params', 'namespaceObject', 'authorizer']),
  variables: new Set(),
  mutation: true,
}

interface Verdict {
  readonly row: Row
  readonly expected: Outcome
  readonly actual: Outcome
  readonly same: boolean
}

function judge(row: Row): Verdict {
  const expected = outcomeOf(row) ?? {}
  const actual = evaluate(expected.exprRewritten ?? row.expr, valuesOf(row))
  return { row, expected, actual, same: isSame(expected, actual) }
}

function isSame(expected: Outcome, actual: Outcome): boolean {
  if (expected.compileError !== undefined) return expected.compileError === actual.compileError
  if (expected.error !== undefined) return actual.error !== undefined
  return (
    expected.result !== undefined &&
    actual.result !== undefined &&
    sameDescription(expected.result, actual.result)
  )
}

/** In a policy the cases' own variables are fields of `object`. */
function valuesOf({ vars, bindings }: Row): ReadonlyMap<string, Value> {
  const entries = Object.entries(vars ?? bindings ?? {}).map(
    ([name, value]) => [name, recordedValue(value)] as const,
  )
  return vars === undefined ? new Map([['object', Object.fromEntries(entries)]]) : new Map(entries)
}

function recordedValue(recorded: unknown): Value {
  if (typeof recorded !== 'object' || recorded === null) return null
  if ('json' in recorded) return recorded.json as Value
  const value = 'value' in recorded ? recorded.value : null
  return Array.isArray(value) ? value.map(recordedElement) : (value as Value)
}

function recordedElement(element: unknown): Value {
  const isTyped = typeof element === 'object' && element !== null && 'type' in element
  return isTyped ? recordedValue(element) : (element as Value)
}

function evaluate(expression: string, values: ReadonlyMap<string, Value>): Outcome {
  const names = new Set([...environment.names, ...values.keys()])
  const compiled = compile(expression, { ...environment, names }, 'any')
  if (compiled.kind === 'problems') return { compileError: compiled.message }
  const control = { interrupted: () => false, costLimit: 1_000_000, spent: 0 }
  const value = compiled.program.evaluate((name) => values.get(name), control)
  return value instanceof CelError ? { error: value.message } : { result: describeValue(value) }
}

const corpora = [
  {
    file: 'cel-spec-conformance.jsonl.gz',
    judged: 612,
    failing: 25,
    sameMessages: 25,
    excluded: {
      'no reference': 75,
      'does not compile in Kubernetes: the type checker comes later': 616,
    },
  },
  {
    file: 'k8s-cel-unit.jsonl.gz',
    judged: 364,
    failing: 6,
    sameMessages: 6,
    excluded: {
      'no reference': 8,
      'does not compile in Kubernetes: the type checker comes later': 51,
      'only compiled, not evaluated': 90,
      'schema-typed Go values': 183,
      'the authorizer comes later': 16,
      'a budget or a deadline that was not recorded': 4,
      'variables that were not recorded': 7,
      'a result that was not recorded': 55,
    },
  },
] as const

describe.skipIf(!hasCorpora)(`CEL values, ${whereCorporaAre}`, () => {
  test.for(corpora)('$file', ({ file, ...counts }) => {
    const rows = readRows(file) as readonly Row[]
    const judged = rows.filter((row) => reasonFor(row) === undefined).map(judge)
    const failing = judged.filter(({ expected }) => expected.error !== undefined)
    const sameMessages = failing.filter(({ expected, actual }) => expected.error === actual.error)
    expect(judged.filter(({ same }) => !same)).toEqual([])
    expect({
      judged: judged.length,
      failing: failing.length,
      sameMessages: sameMessages.length,
      excluded: countBy(rows.map(reasonFor)),
    }).toEqual(counts)
  })
})

function reasonFor(row: Row): string | undefined {
  return exclusions.find(({ applies }) => applies(row))?.reason
}

function countBy(reasons: readonly (string | undefined)[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const reason of reasons) {
    if (reason !== undefined) counts[reason] = (counts[reason] ?? 0) + 1
  }
  return counts
}
