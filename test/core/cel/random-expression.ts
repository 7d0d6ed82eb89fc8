import fc from 'fast-check'

/** The types that random expressions are made of; a list holds ints, a map has string keys and int values. */
export type RandomType = 'bool' | 'int' | 'string' | 'list' | 'map'

/** What random expressions may contain. */
export interface RandomShape {
  /** Texts that stand for a value of a type without more ado: variables, and fields of variables. */
  readonly variables: Readonly<Record<RandomType, readonly string[]>>
  readonly features: readonly RandomFeature[]
  /** How many levels of operators and calls there are at most. */
  readonly depth: number
  /** Out of a hundred operands so many are of any type instead of the right one. */
  readonly illTyped: number
}

type RandomFeature =
  | 'arithmetic'
  | 'comparison'
  | 'logic'
  | 'conditional'
  | 'collections'
  | 'strings'
  | 'membership'
  | 'size'
  | 'macros'
  | 'presence'

/** The common subset over `object`, `a` (an int) and `b` (a list of ints); `randomVariables` has values for them. */
const commonShape: RandomShape = {
  variables: {
    bool: ['object.ready', 'object.spec.paused'],
    int: ['a', 'object.spec.replicas', 'b[0]', "object.limits['cpu']"],
    string: ['object.name', 'object.spec.image'],
    list: ['b', 'object.ports'],
    map: ['object.limits', "object['limits']"],
  },
  features: [
    'arithmetic',
    'comparison',
    'logic',
    'conditional',
    'collections',
    'strings',
    'membership',
    'size',
    'macros',
    'presence',
  ],
  depth: 4,
  illTyped: 2,
}

/** Values of the variables that `commonShape` mentions. */
export const randomVariables = {
  a: 3,
  b: [1, 2, 3],
  object: {
    name: 'web',
    ready: true,
    limits: { cpu: 2, memory: 512 },
    ports: [80, 443],
    spec: { replicas: 2, image: 'nginx:1.27', paused: false },
  },
} as const

/** The text of an expression, of the type if one is given, nearly always well typed; `shape` restricts what it contains. */
export function randomExpression(
  shape: Partial<RandomShape> = {},
  type?: RandomType,
): fc.Arbitrary<string> {
  const scope: Scope = { shape: { ...commonShape, ...shape }, bound: [], known: new Map() }
  const { depth } = scope.shape
  return (type ? ofType(scope, type, depth) : ofAnyType(scope, depth)).map(({ text }) => text)
}

/** A piece of an expression; a tight one needs no parentheses as an operand. */
interface Piece {
  readonly text: string
  readonly tight: boolean
}

const types: readonly RandomType[] = ['bool', 'int', 'string', 'list', 'map']

interface Variable {
  readonly name: string
  readonly type: RandomType
}

interface Scope {
  readonly shape: RandomShape
  /** Variables of the macros around. */
  readonly bound: readonly Variable[]
  /** What has been built already, by what it depends on: without it the number of arbitraries explodes. */
  readonly known: Map<string, fc.Arbitrary<Piece>>
}

function ofAnyType(scope: Scope, depth: number): fc.Arbitrary<Piece> {
  return fc.oneof(...types.map((type) => ofType(scope, type, depth)))
}

function ofType(scope: Scope, type: RandomType, depth: number): fc.Arbitrary<Piece> {
  const key = [type, depth, ...scope.bound.map(({ name }) => name)].join(' ')
  const known = scope.known.get(key) ?? build(scope, type, depth)
  scope.known.set(key, known)
  return known
}

function build(scope: Scope, type: RandomType, depth: number): fc.Arbitrary<Piece> {
  const atom = atoms(scope, type)
  if (depth === 0) return atom
  const usable = forms.filter(
    ({ gives, feature }) => gives === type && scope.shape.features.includes(feature),
  )
  const atomWeight = Math.max(1, Math.round(usable.length / 4))
  const grown = usable.map((form) => ({ weight: 1, arbitrary: fill(scope, form, depth - 1) }))
  return fc.oneof({ weight: atomWeight, arbitrary: atom }, ...grown)
}

function atoms({ shape, bound }: Scope, type: RandomType): fc.Arbitrary<Piece> {
  const names = [
    ...shape.variables[type],
    ...bound.filter((variable) => variable.type === type).map(({ name }) => name),
  ]
  const texts =
    names.length > 0 ? fc.oneof(literals[type], fc.constantFrom(...names)) : literals[type]
  return texts.map((text) => ({ text, tight: !text.startsWith('-') }))
}

const word = fc.stringMatching(/^[a-z]{0,3}$/)
const small = fc.integer({ min: -3, max: 9 }).map(String)

const literals: Readonly<Record<RandomType, fc.Arbitrary<string>>> = {
  bool: fc.constantFrom('true', 'false'),
  int: small,
  string: word.map((text) => `'${text}'`),
  list: fc.array(small, { maxLength: 3 }).map((items) => `[${items.join(', ')}]`),
  map: fc
    .uniqueArray(fc.tuple(word, small), { maxLength: 3, selector: ([key]) => key })
    .map((entries) => `{${entries.map(([key, value]) => `'${key}': ${value}`).join(', ')}}`),
}

/** Fills the holes of a form; an operand that is more than an atom is put in parentheses. */
function fill(
  scope: Scope,
  { holes, variable, tight = false, write }: Form,
  depth: number,
): fc.Arbitrary<Piece> {
  const inner = variable ? withVariable(scope, variable) : scope
  const operands = holes.map((type, index) => operand(index === 0 ? scope : inner, type, depth))
  return fc.tuple(...operands).map((texts) => ({ text: write(...texts), tight }))
}

function operand(scope: Scope, type: RandomType, depth: number): fc.Arbitrary<string> {
  const { illTyped } = scope.shape
  const right = { weight: 100 - illTyped, arbitrary: ofType(scope, type, depth) }
  const any = { weight: illTyped, arbitrary: ofAnyType(scope, 0) }
  return fc.oneof(right, any).map(({ text, tight }) => (tight ? text : `(${text})`))
}

function withVariable(scope: Scope, variable: Variable): Scope {
  return {
    ...scope,
    bound: [...scope.bound.filter(({ name }) => name !== variable.name), variable],
  }
}

/** A way to make a value of a type from operands; the operands behind the first see the variable. */
interface Form {
  readonly gives: RandomType
  readonly feature: RandomFeature
  readonly holes: readonly RandomType[]
  readonly variable?: Variable
  readonly tight?: boolean
  readonly write: (...operands: readonly (string | undefined)[]) => string
}

const element = { name: 'x', type: 'int' } as const
const key = { name: 'k', type: 'string' } as const

/** Elements and values are made `dyn`: fields of `object` are, and the elements of a literal have one type. */
const forms: readonly Form[] = [
  ...['+', '-', '*', '/', '%'].map((sign) => infix('int', 'arithmetic', ['int', 'int'], sign)),
  { gives: 'int', feature: 'arithmetic', holes: ['int'], write: (a) => `-${a}` },
  {
    gives: 'int',
    feature: 'arithmetic',
    holes: ['int', 'int', 'int'],
    write: (a, b, c) => `${a} - ${b} * ${c}`,
  },
  ...['<', '<=', '>', '>=', '==', '!='].map((sign) =>
    infix('bool', 'comparison', ['int', 'int'], sign),
  ),
  ...['<', '==', '!='].map((sign) => infix('bool', 'comparison', ['string', 'string'], sign)),
  infix('bool', 'comparison', ['list', 'list'], '=='),
  infix('bool', 'comparison', ['map', 'map'], '=='),
  infix('bool', 'logic', ['bool', 'bool'], '&&'),
  infix('bool', 'logic', ['bool', 'bool'], '||'),
  { gives: 'bool', feature: 'logic', holes: ['bool'], write: (a) => `!${a}` },
  {
    gives: 'bool',
    feature: 'logic',
    holes: ['bool', 'bool', 'bool'],
    write: (a, b, c) => `${a} || ${b} && ${c}`,
  },
  ...types.map(conditional),
  infix('list', 'collections', ['list', 'list'], '+'),
  {
    gives: 'list',
    feature: 'collections',
    holes: ['int', 'int'],
    tight: true,
    write: (a, b) => `[dyn(${a}), dyn(${b})]`,
  },
  {
    gives: 'int',
    feature: 'collections',
    holes: ['list', 'int'],
    tight: true,
    write: (a, b) => `${a}[${b}]`,
  },
  {
    gives: 'int',
    feature: 'collections',
    holes: ['map', 'string'],
    tight: true,
    write: (a, b) => `${a}[${b}]`,
  },
  {
    gives: 'map',
    feature: 'collections',
    holes: ['int', 'int'],
    tight: true,
    write: (a, b) => `{'x': dyn(${a}), 'y': dyn(${b})}`,
  },
  infix('string', 'strings', ['string', 'string'], '+'),
  ...['contains', 'startsWith', 'endsWith'].map((name) =>
    method('bool', 'strings', ['string', 'string'], name),
  ),
  infix('bool', 'membership', ['int', 'list'], 'in'),
  infix('bool', 'membership', ['string', 'map'], 'in'),
  ...(['list', 'map', 'string'] as const).flatMap(size),
  ...['all', 'exists', 'exists_one'].map((name) => macro('bool', ['list', 'bool'], element, name)),
  ...['all', 'exists', 'exists_one'].map((name) => macro('bool', ['map', 'bool'], key, name)),
  macro('list', ['list', 'bool'], element, 'filter'),
  macro('list', ['list', 'int'], element, 'map'),
  {
    ...macro('list', ['list', 'bool', 'int'], element, 'map'),
    tight: true,
    write: (a, b, c) => `${a}.map(x, ${b}, ${c})`,
  },
  {
    gives: 'bool',
    feature: 'presence',
    holes: ['map'],
    tight: true,
    write: (a) => `has(${a}.cpu)`,
  },
  {
    gives: 'bool',
    feature: 'presence',
    holes: [],
    tight: true,
    write: () => 'has(object.spec.missing)',
  },
]

function infix(
  gives: RandomType,
  feature: RandomFeature,
  holes: readonly RandomType[],
  sign: string,
): Form {
  return { gives, feature, holes, write: (a, b) => `${a} ${sign} ${b}` }
}

function method(
  gives: RandomType,
  feature: RandomFeature,
  holes: readonly RandomType[],
  name: string,
): Form {
  return { gives, feature, holes, tight: true, write: (a, b) => `${a}.${name}(${b})` }
}

function conditional(type: RandomType): Form {
  return {
    gives: type,
    feature: 'conditional',
    holes: ['bool', type, type],
    write: (a, b, c) => `${a} ? ${b} : ${c}`,
  }
}

function size(type: RandomType): readonly Form[] {
  return [
    { gives: 'int', feature: 'size', holes: [type], tight: true, write: (a) => `size(${a})` },
    { gives: 'int', feature: 'size', holes: [type], tight: true, write: (a) => `${a}.size()` },
  ]
}

function macro(
  gives: RandomType,
  holes: readonly RandomType[],
  variable: Variable,
  name: string,
): Form {
  return {
    gives,
    feature: 'macros',
    holes,
    variable,
    tight: true,
    write: (a, b) => `${a}.${name}(${variable.name}, ${b})`,
  }
}
