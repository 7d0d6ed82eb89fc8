import { compilePattern, matchesAnywhere } from '../../source/regular-expression.ts'
import type { Value } from '../value.ts'
import { CelError } from '../value.ts'
import { noSuchOverload } from '../values/cel-error.ts'
import { matching, passOver, search } from './cost-rules.ts'
import { goTextOf } from './go-value.ts'
import {
  type Apply,
  type CostRule,
  changedIn,
  globalFunction,
  type Library,
  method,
  type Overload,
} from './library.ts'

const mismatch = noSuchOverload
const matchOptions = { mismatch: noMatcher, prepare: prepareMatches }

/** The string functions of the language itself. */
export const textLibrary: Library = {
  name: 'text',
  overloads: [
    method(
      'contains',
      'contains_string',
      ['string', 'string'],
      'bool',
      (text, part) => text.includes(part),
      { mismatch, cost: search },
    ),
    ...changedIn(
      '1.37',
      [endsWith(passOver(0)), startsWith(passOver(0))],
      [endsWith(passOver(1)), startsWith(passOver(1))],
    ),
    ...changedIn('1.37', [matchesFunction()], [matchesFunction(matching)]),
    method('matches', 'matches_string', ['string', 'string'], 'bool', matches, {
      ...matchOptions,
      cost: matching,
    }),
  ],
}

function endsWith(cost: CostRule): Overload {
  const apply = (text: string, end: string) => text.endsWith(end)
  return method('endsWith', 'ends_with_string', ['string', 'string'], 'bool', apply, {
    mismatch,
    cost,
  })
}

function startsWith(cost: CostRule): Overload {
  const apply = (text: string, start: string) => text.startsWith(start)
  return method('startsWith', 'starts_with_string', ['string', 'string'], 'bool', apply, {
    mismatch,
    cost,
  })
}

function matchesFunction(cost: CostRule = 1): Overload {
  return globalFunction('matches', 'matches', ['string', 'string'], 'bool', matches, {
    ...matchOptions,
    cost,
  })
}

function matches(text: string, patternText: string): boolean | CelError {
  const compiled = compilePattern(patternText)
  return compiled.kind === 'problem'
    ? new CelError(compiled.message)
    : matchesAnywhere(compiled.pattern, text)
}

function prepareMatches([, patternText]: readonly (Value | undefined)[]): Apply | undefined {
  if (typeof patternText !== 'string') return undefined
  const compiled = compilePattern(patternText)
  if (compiled.kind === 'problem') return () => new CelError(compiled.message)
  return (value) => {
    const text = goTextOf(value)
    return text === undefined ? noSuchOverload() : matchesAnywhere(compiled.pattern, text)
  }
}

function noMatcher([text]: readonly Value[]): CelError {
  return typeof text === 'string' ? noSuchOverload() : new CelError('no such overload: matches')
}
