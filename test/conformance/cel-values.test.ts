import { describe, expect, test } from 'vitest'
import { dynType } from '#src/core/cel/check/type.ts'
import { compile } from '#src/core/cel/compile.ts'
import { CelError, type Value } from '#src/core/cel/value.ts'
import { admissionEnvironment } from '#src/core/policy/admission-names.ts'
import { hasCorpora, readRows, whereCorporaAre } from './corpora.ts'
import { describeValue, sameDescription } from './described-value.ts'
import {
  costExclusions,
  costOf,
  countReasons,
  type Outcome,
  outcomeOf,
  type Row,
  reasonFor,
  valueExclusions,
} from './exclusions.ts'

const environment = admissionEnvironment({
  kubernetesVersion: '1.36',
  expressions: 'stored',
  hasParams: true,
  hasAuthorizer: true,
  variables: new Map(),
  mutation: true,
})

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
  if (vars !== undefined) return new Map(entries)
  const object = bindings === undefined ? null : Object.fromEntries(entries)
  return new Map<string, Value>([...unrecorded, ['object', object]])
}

/** What the reference bound where a case has no variables of its own. */
const unrecorded: readonly (readonly [string, Value])[] = [
  ['oldObject', null],
  ['params', {}],
  ['request', {}],
  ['namespaceObject', {}],
]

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
  const bound = [...values.keys()].filter((name) => !environment.names.has(name))
  const names = new Map([...environment.names, ...bound.map((name) => [name, dynType] as const)])
  const compiled = compile(expression, { ...environment, names }, 'any')
  if (compiled.kind === 'problems') return { compileError: compiled.message }
  const control = { interrupted: () => false, costLimit: 1_000_000, spent: 0, made: 0 }
  const value = compiled.program.evaluate((name) => values.get(name), control)
  const cost = control.spent
  return value instanceof CelError
    ? { cost, error: value.message }
    : { cost, result: describeValue(value) }
}

const corpora = [
  {
    file: 'cel-spec-conformance.jsonl.gz',
    judged: 602,
    counted: 599,
    failing: 25,
    sameMessages: 25,
    excluded: { 'no reference': 75, 'does not compile': 626 },
  },
  {
    file: 'k8s-cel-unit.jsonl.gz',
    judged: 454,
    counted: 454,
    failing: 93,
    sameMessages: 93,
    excluded: {
      'no reference': 8,
      'does not compile': 51,
      'schema-typed Go values': 183,
      'an authorizer that was not recorded': 16,
      'a budget or a deadline that was not recorded': 4,
      'variables that were not recorded': 7,
      'a result that was not recorded': 55,
    },
  },
] as const

describe.skipIf(!hasCorpora)(`CEL values, ${whereCorporaAre}`, () => {
  test.for(corpora)('$file', ({ file, ...counts }) => {
    const rows = readRows(file) as readonly Row[]
    const judged = rows.filter((row) => reasonFor(row, valueExclusions) === undefined).map(judge)
    const failing = judged.filter(({ expected }) => expected.error !== undefined)
    const sameMessages = failing.filter(({ expected, actual }) => expected.error === actual.error)
    expect(judged.filter(({ same }) => !same)).toEqual([])
    const counted = judged.filter(({ row }) => reasonFor(row, costExclusions) === undefined)
    expect(counted.filter(({ row, actual }) => costOf(row) !== actual.cost)).toEqual([])
    expect({
      judged: judged.length,
      counted: counted.length,
      failing: failing.length,
      sameMessages: sameMessages.length,
      excluded: countReasons(rows, valueExclusions),
    }).toEqual(counts)
  })
})
