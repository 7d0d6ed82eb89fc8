import type { GoDeclaration } from './go-cel.ts'
import { amounts, texts } from './samples.ts'
import type { Tree } from './tree.ts'
import { type CelType, typeOf } from './types.ts'

/** A way to make an expression of a type out of others. */
export interface Form {
  readonly name: string
  readonly parameters: readonly CelType[]
  readonly result: CelType
  /** By parameter: literals that stand there more often than not. */
  readonly samples: readonly (readonly string[])[]
  /** By parameter: whether nothing else may stand there. */
  readonly samplesOnly: readonly boolean[]
  /** Types of the variables that it binds for all parameters but the first. */
  readonly variables: readonly CelType[]
  readonly write: (operands: readonly Tree[], variables: readonly string[]) => Written
}

type Written = Pick<Tree, 'parts' | 'tight'>

/** All functions and operators of the declarations, and all macros. */
export function formsOf(declarations: readonly GoDeclaration[]): readonly Form[] {
  return [...declarations.filter(isWritten).map(formOf), ...macros]
}

/** Functions that macros expand to cannot be written. */
function isWritten({ name }: GoDeclaration): boolean {
  return name !== '_?._' && !/^@(?!in$)|\.@/.test(name)
}

function formOf({ name, member, parameters, result }: GoDeclaration): Form {
  const keys = parameters.map((_, index) => `${name} ${index}`)
  return {
    name,
    parameters: parameters.map(typeOf),
    result: typeOf(result),
    samples: keys.map((key, index) => samplesOf(key, parameters[index])),
    samplesOnly: keys.map((key) => Object.hasOwn(amounts, key)),
    variables: [],
    write: writerOf(name, member),
  }
}

function samplesOf(key: string, type: string | undefined): readonly string[] {
  if (Object.hasOwn(amounts, key)) return amounts[key] ?? []
  return type === 'string' && Object.hasOwn(texts, key) ? (texts[key] ?? []) : []
}

function writerOf(name: string, member: boolean): Form['write'] {
  const written = operators[name]
  if (written !== undefined && Object.hasOwn(operators, name)) return written
  const infix = /^_(.+)_$/.exec(name)?.[1]
  if (infix !== undefined)
    return ([left = none, right = none]) => loose([left, ` ${infix} `, right])
  return member
    ? ([receiver = none, ...rest]) => tight([receiver, `.${name}(`, ...separated(rest), ')'])
    : (operands) => tight([`${name}(`, ...separated(operands), ')'])
}

const none: Tree = { parts: [], type: typeOf('dyn'), tight: true }

const operators: Readonly<Record<string, Form['write']>> = {
  '!_': ([operand = none]) => tight(['!', operand]),
  '-_': ([operand = none]) => loose(['-', operand]),
  '@in': ([element = none, holder = none]) => loose([element, ' in ', holder]),
  '_[_]': ([holder = none, index = none]) => tight([holder, '[', index, ']']),
  '_[?_]': ([holder = none, index = none]) => tight([holder, '[?', index, ']']),
  '_?_:_': ([condition = none, yes = none, no = none]) => loose([condition, ' ? ', yes, ' : ', no]),
}

function tight(parts: Tree['parts']): Written {
  return { parts, tight: true }
}

function loose(parts: Tree['parts']): Written {
  return { parts, tight: false }
}

function separated(operands: readonly Tree[]): Tree['parts'] {
  return operands.flatMap((operand, index) => (index === 0 ? [operand] : [', ', operand]))
}

interface MacroRow {
  readonly name: string
  readonly range: string
  readonly variables: readonly string[]
  readonly bodies: readonly string[]
  readonly result: string
}

const overList = { range: 'list(A)', variables: ['A'] }
const overMap = { range: 'map(A, B)', variables: ['A'] }
const overIndexes = { range: 'list(A)', variables: ['int', 'A'] }
const overEntries = { range: 'map(A, B)', variables: ['A', 'B'] }
const overOptional = { range: 'optional_type(A)', variables: ['A'] }

const quantifiers = ['all', 'exists', 'exists_one', 'existsOne']

const macroRows: readonly MacroRow[] = [
  ...[overList, overMap, overIndexes, overEntries].flatMap((over) =>
    quantifiers.map((name) => ({ name, ...over, bodies: ['bool'], result: 'bool' })),
  ),
  { name: 'filter', ...overList, bodies: ['bool'], result: 'list(A)' },
  { name: 'filter', ...overMap, bodies: ['bool'], result: 'list(A)' },
  { name: 'map', ...overList, bodies: ['C'], result: 'list(C)' },
  { name: 'map', ...overMap, bodies: ['C'], result: 'list(C)' },
  { name: 'map', ...overList, bodies: ['bool', 'C'], result: 'list(C)' },
  ...['int', 'string', 'double', 'google.protobuf.Duration'].map((key) => ({
    ...{ name: 'sortBy', ...overList, bodies: [key], result: 'list(A)' },
  })),
  ...[overIndexes, overEntries].flatMap((over) => [
    { name: 'transformList', ...over, bodies: ['C'], result: 'list(C)' },
    { name: 'transformList', ...over, bodies: ['bool', 'C'], result: 'list(C)' },
    { name: 'transformMapEntry', ...over, bodies: ['map(C, D)'], result: 'map(C, D)' },
    { name: 'transformMapEntry', ...over, bodies: ['bool', 'map(C, D)'], result: 'map(C, D)' },
  ]),
  { name: 'transformMap', ...overIndexes, bodies: ['C'], result: 'map(int, C)' },
  { name: 'transformMap', ...overIndexes, bodies: ['bool', 'C'], result: 'map(int, C)' },
  { name: 'transformMap', ...overEntries, bodies: ['C'], result: 'map(A, C)' },
  { name: 'transformMap', ...overEntries, bodies: ['bool', 'C'], result: 'map(A, C)' },
  { name: 'optMap', ...overOptional, bodies: ['C'], result: 'optional_type(C)' },
  { name: 'optFlatMap', ...overOptional, bodies: ['optional_type(C)'], result: 'optional_type(C)' },
]

/** Macros, as if they were functions. https://github.com/google/cel-go/blob/v0.29.2/parser/macro.go */
const macros: readonly Form[] = macroRows.map(({ name, range, variables, bodies, result }) => ({
  name,
  parameters: [range, ...bodies].map(typeOf),
  result: typeOf(result),
  samples: [],
  samplesOnly: [],
  variables: variables.map(typeOf),
  write: ([holder = none, ...rest], bound) =>
    tight([holder, `.${name}(${bound.join(', ')}, `, ...separated(rest), ')']),
}))
