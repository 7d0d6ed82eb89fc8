import { allMatches, compilePattern, firstMatch } from '../../source/regular-expression.ts'
import type { Value } from '../value.ts'
import { CelError } from '../value.ts'
import { noSuchOverload } from '../values/cel-error.ts'
import type { Int } from '../values/int.ts'
import { matching } from './cost-rules.ts'
import { goIntOf, goTextOf } from './go-value.ts'
import { type Apply, type Library, method } from './library.ts'

/** https://github.com/kubernetes/kubernetes/blob/v1.37.0/staging/src/k8s.io/apiserver/pkg/cel/library/regex.go */
export const regexLibrary: Library = {
  name: 'kubernetes.regex',
  overloads: [
    method('find', 'string_find_string', ['string', 'string'], 'string', find, {
      prepare: (constants) => prepare(constants, finder),
    }),
    method(
      'findAll',
      'string_find_all_string',
      ['string', 'string'],
      'list(string)',
      (text, pattern) => findAll(text, pattern, -1),
      { prepare: (constants) => prepare(constants, allFinder) },
    ),
    method(
      'findAll',
      'string_find_all_string_int',
      ['string', 'string', 'int'],
      'list(string)',
      findAll,
      { prepare: (constants) => prepare(constants, allFinder) },
    ),
  ],
  costs: new Map([
    ['find', matching],
    ['findAll', matching],
  ]),
}

/** Finds in a text what a pattern matches, as often as the limit says; a negative one is none. */
type Finder = (text: string, limit: Int) => Value

function find(text: string, patternText: string): Value | CelError {
  const apply = finder(patternText)
  return apply instanceof CelError ? apply : apply(text, 1)
}

function findAll(text: string, patternText: string, limit: Int): Value | CelError {
  const apply = allFinder(patternText)
  return apply instanceof CelError ? apply : apply(text, limit)
}

function finder(patternText: string): Finder | CelError {
  const compiled = compilePattern(patternText)
  if (compiled.kind === 'problem') return new CelError(`Illegal regex: ${compiled.message}`)
  return (text) => firstMatch(compiled.pattern, text) ?? ''
}

function allFinder(patternText: string): Finder | CelError {
  const compiled = compilePattern(patternText)
  if (compiled.kind === 'problem') return new CelError(`Illegal regex: ${compiled.message}`)
  return (text, limit) => allMatches(compiled.pattern, text, limit < 0 ? Infinity : Number(limit))
}

function prepare(
  [, patternText]: readonly (Value | undefined)[],
  make: (patternText: string) => Finder | CelError,
): Apply | undefined {
  if (typeof patternText !== 'string') return undefined
  const apply = make(patternText)
  if (apply instanceof CelError) return () => apply
  return (value, _, limit = -1) => {
    const text = goTextOf(value)
    const count = goIntOf(limit)
    return text === undefined || count === undefined ? noSuchOverload() : apply(text, count)
  }
}
