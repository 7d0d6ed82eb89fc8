/**
 * Words that are no names of variables and functions; fields may have them.
 * https://github.com/google/cel-go/blob/v0.29.2/parser/parser.go
 */
export const reservedWords: ReadonlySet<string> = new Set([
  'as',
  'break',
  'const',
  'continue',
  'else',
  'false',
  'for',
  'function',
  'if',
  'import',
  'in',
  'let',
  'loop',
  'package',
  'namespace',
  'null',
  'return',
  'true',
  'var',
  'void',
  'while',
])
