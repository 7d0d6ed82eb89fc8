import { allMatches, compilePattern, firstMatch } from '../../source/regular-expression.ts'
import type { Value } from '../value.ts'
import { CelError } from '../value.ts'
import type { Int } from '../values/int.ts'
import { type Apply, type Library, method } from './library.ts'

/** https://github.com/kubernetes/apiserver/blob/master/pkg/cel/library/regex.go */
export const regexLibrary: Library = {
  name: 'kubernetes.regex',
  overloads: [
    method('find', ['string', 'string'], 'string', find, {
      prepare: (constants) => prepare(constants, finder),
    }),
    method('findAll', ['string', 'string'], 'list(string)', (text, pattern) =>
      findAll(text, pattern, -1),
    ),
    method('findAll', ['string', 'string', 'int'], 'list(string)', findAll),
  ],
}

function find(text: string, patternText: string): string | CelError {
  const apply = finder(patternText)
  return apply instanceof CelError ? apply : apply(text)
}

function finder(patternText: string): ((text: string) => string) | CelError {
  const compiled = compilePattern(patternText)
  if (compiled.kind === 'problem') return new CelError(`Illegal regex: ${compiled.message}`)
  return (text) => firstMatch(compiled.pattern, text) ?? ''
}

function findAll(text: string, patternText: string, limit: Int): readonly string[] | CelError {
  const compiled = compilePattern(patternText)
  if (compiled.kind === 'problem') return new CelError(`Illegal regex: ${compiled.message}`)
  return allMatches(compiled.pattern, text, limit < 0 ? Infinity : Number(limit))
}

function prepare(
  [, patternText]: readonly (Value | undefined)[],
  make: (patternText: string) => ((text: string) => string) | CelError,
): Apply | undefined {
  if (typeof patternText !== 'string') return undefined
  const apply = make(patternText)
  return apply instanceof CelError ? () => apply : (text) => apply(text as string)
}
