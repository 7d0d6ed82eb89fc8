import type { JsonObject, JsonValue } from '#src/core/source/json-value.ts'
import { type Hostile, nested, outOfBudget } from './hostile.ts'

const recursion = { refused: 'expression recursion limit exceeded: 250' }
const tooDeepValues = { error: 'the values are nested too deeply' }
const tooDeep = { refused: 'max recursion depth exceeded' }

/** A list in a list in a list. */
function deepList(depth: number): JsonValue {
  let list: JsonValue = 1
  for (let level = 0; level < depth; level++) list = [list]
  return list
}

function deepMap(depth: number): JsonObject {
  let map: JsonObject = { f: 1 }
  for (let level = 0; level < depth; level++) map = { f: map }
  return map
}

const deep = { list: deepList(10_000), other: deepList(10_000), map: deepMap(10_000) }

const wide = {
  list: Array.from({ length: 50_000 }, (_, index) => index % 7),
  texts: Array.from({ length: 50_000 }, (_, index) => `t${index}`),
  map: Object.fromEntries(Array.from({ length: 50_000 }, (_, index) => [`k${index}`, index])),
}

/** Expressions and objects that are large or deep. */
export const sizes: readonly Hostile[] = [
  refusedFor('too many parentheses', nested('(', 5000, '1', ')'), recursion),
  refusedFor('too many lists in each other', nested('[', 5000, '1', ']'), recursion),
  refusedFor('too many maps in each other', nested("{'a':", 5000, '1', '}'), recursion),
  refusedFor('too many calls in each other', nested('size(', 5000, '1', ')'), recursion),
  refusedFor('too many choices', `${'true?1:'.repeat(5000)}2`, recursion),
  refusedFor('too many fields', `object${'.f'.repeat(5000)}`, tooDeep),
  refusedFor('too many indices', `object${'[0]'.repeat(5000)}`, tooDeep),
  refusedFor('too many optional fields', `object${'.?f'.repeat(5000)}`, tooDeep),
  refusedFor('too many additions', `1${'+1'.repeat(5000)}`, tooDeep),
  refusedFor('too many parts of a text', `'a'${"+'a'".repeat(5000)}`, tooDeep),
  refusedFor('too many comparisons', `1${'==1'.repeat(5000)}`, tooDeep),
  refusedFor('too many methods', `'a'${'.trim()'.repeat(5000)}`, tooDeep),
  refusedFor('too long', `'${'a'.repeat(100_000)}'`, {
    refused: 'expression code point size exceeds limit: size: 100002, limit 100000',
  }),
  { name: 'many signs', expression: `${'-'.repeat(9999)}1`, ends: { value: -1 } },
  { name: 'many negations', expression: `${'!'.repeat(9999)}true`, ends: { value: false } },
  {
    name: 'signs and negations',
    expression: `!(${'-'.repeat(9998)}1 == 1)`,
    ends: { value: false },
  },
  {
    name: 'a long conjunction',
    expression: `object.f == 1${' && object.f == 1'.repeat(800)}`,
    object: { f: 1 },
    ends: { value: true },
  },
  {
    name: 'a long disjunction',
    expression: `object.f == 2${' || object.f == 2'.repeat(800)} || object.f == 1`,
    object: { f: 1 },
    ends: { value: true },
  },
  {
    name: 'a long list',
    expression: `[${'1,'.repeat(15_000)}2].size()`,
    ends: { value: 15_001 },
  },
  {
    name: 'a long list of names',
    expression: `[${'object,'.repeat(10_000)}object].size()`,
    ends: { value: 10_001 },
  },
  {
    name: 'a large map',
    expression: `{${Array.from({ length: 4000 }, (_, index) => `'${index}':1`).join()}}.size()`,
    ends: { value: 4000 },
  },
  { name: 'a long text', expression: `'${'a'.repeat(99_000)}'.size()`, ends: { value: 99_000 } },
  {
    name: 'a long text of wide characters',
    expression: `'${'😁'.repeat(90_000)}'.size()`,
    ends: { value: 90_000 },
  },
  {
    name: 'nested as far as may be',
    expression: nested('[', 200, 'object', ']').concat('.size()'),
    ends: { value: 1 },
  },
  {
    name: 'choices as far as may be',
    expression: nested('object == {} ? (', 60, '2', ') : 3'),
    ends: { value: 2 },
  },
  {
    name: 'loops in each other as far as may be',
    expression: nested('[1].all(x, ', 80, 'true', ')'),
    ends: { value: true },
  },
  of('comparing deep lists', 'object.list == object.other', tooDeepValues),
  of('comparing deep maps', 'object.map == object.map', tooDeepValues),
  of('looking for a deep list', 'object.list in [object.other]', tooDeepValues),
  of('flattening a deep list', 'object.list.flatten(20000)', tooDeepValues),
  of('printing a deep list', "'%s'.format([object.list])", tooDeepValues),
  of('each value once of deep lists', '[object.list, object.other].distinct()', tooDeepValues),
  of('going a little into a deep map', 'object.map.f.f.f.f.f.f.f.f.f.f.?f.hasValue()', {
    value: true,
  }),
  wideOf('a long list, one after the other', 'object.list.all(x, x < 7)', { value: true }),
  wideOf('a large map, one after the other', "object.map.all(k, k.startsWith('k'))", {
    value: true,
  }),
  wideOf('a large map, keys and values', 'object.map.all(k, v, v >= 0)', { value: true }),
  wideOf('a large map, made anew', 'object.map.transformMap(k, v, v + 1).size()', {
    value: 50_000,
  }),
  wideOf('a long list, sorted', 'object.list.sort()[0]', { value: 0 }),
  wideOf('a long list of texts, joined', "object.texts.join(',').size()", { value: 338_889 }),
  wideOf('a long list, each value once', 'object.list.distinct()', outOfBudget),
  wideOf('long lists as sets', 'sets.contains(object.list, object.list)', outOfBudget),
  wideOf('long lists compared', 'object.texts == object.texts', { value: true }),
  wideOf('a long list, the other way round', 'object.list.reverse()[0]', { value: 5 }),
  wideOf('lists of a long list', 'object.list.map(x, [x]).flatten().size()', outOfBudget),
  wideOf('a key that is not in a large map', "'k' in object.map", { value: false }),
]

function refusedFor(name: string, expression: string, ends: { readonly refused: string }): Hostile {
  return { name, expression, ends }
}

function of(name: string, expression: string, ends: Hostile['ends']): Hostile {
  return { name, expression, object: deep, ends }
}

function wideOf(name: string, expression: string, ends: Hostile['ends']): Hostile {
  return { name, expression, object: wide, ends }
}
