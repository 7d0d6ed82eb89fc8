import { compilePattern, matchesAnywhere } from '../../source/regular-expression.ts'
import type { Value } from '../value.ts'
import { CelError } from '../value.ts'
import { noSuchOverload } from '../values/cel-error.ts'
import { type Apply, globalFunction, type Library, method } from './library.ts'

const options = { mismatch: noSuchOverload }
const matchOptions = { mismatch: noMatcher, prepare: prepareMatches }

/** The string functions of the language itself. */
export const textLibrary: Library = {
  name: 'text',
  overloads: [
    method('contains', ['string', 'string'], 'bool', (text, part) => text.includes(part), options),
    method('endsWith', ['string', 'string'], 'bool', (text, end) => text.endsWith(end), options),
    method(
      'startsWith',
      ['string', 'string'],
      'bool',
      (text, start) => text.startsWith(start),
      options,
    ),
    globalFunction('matches', ['string', 'string'], 'bool', matches, matchOptions),
    method('matches', ['string', 'string'], 'bool', matches, matchOptions),
  ],
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
  return (text) => matchesAnywhere(compiled.pattern, text as string)
}

function noMatcher([text]: readonly Value[]): CelError {
  return typeof text === 'string' ? noSuchOverload() : new CelError('no such overload: matches')
}
