import type { Hostile } from './hostile.ts'

const object = { long: 'a'.repeat(40_000), lines: 'a\n'.repeat(10_000), pattern: '(a|a)*$' }

const address =
  '^([a-zA-Z0-9])(([\\\\-.]|[_]+)?([a-zA-Z0-9]+))*(@){1}[a-z0-9]+[.]{1}(([a-z]{2,3}))$'

/** Patterns that take a back-tracking matcher for ever; time is linear in the text here. */
export const patterns: readonly Hostile[] = [
  pattern('nested repetition', "(object.long + 'b').matches('^(a+)+$')", false),
  pattern('nested repetition that matches', "object.long.matches('^(a+)+$')", true),
  pattern('three repetitions in each other', "(object.long + 'b').matches('^((a*)*)*$')", false),
  pattern('the same twice', "(object.long + 'b').matches('^(a|a)*$')", false),
  pattern('one within the other', "(object.long + 'b').matches('^(a|aa|aaa)+$')", false),
  pattern('anything, again and again', "object.long.matches('(.*)*(.*)*(.*)*b')", false),
  pattern('optional ones', `object.long.matches('${'a?'.repeat(200)}${'a'.repeat(200)}b')`, false),
  pattern('an address, as seen in the wild', `object.long.matches('${address}')`, false),
  pattern('blanks at the end', "(object.lines + 'x').matches('[ \\\\t\\\\n]+$')", false),
  pattern('a thousand times', "object.long.matches('a{1000}')", true),
  pattern('nine hundred times, in two steps', "object.long.matches('(a{30}){30}')", true),
  pattern('of the object', 'object.long.matches(object.pattern)', true),
  {
    name: 'more than a thousand times',
    expression: "object.long.matches('a{1001}')",
    object,
    ends: { refused: 'invalid matches argument' },
  },
  {
    name: 'more than a thousand times in steps',
    expression: "object.long.matches('((a{100}){100}){100}')",
    object,
    ends: { refused: 'invalid matches argument' },
  },
  {
    name: 'more than a thousand times, known only at run time',
    expression: "object.long.matches(object.pattern + '{1001}')",
    object,
    ends: { error: 'error parsing regexp: invalid repeat count: `{1001}`' },
  },
  {
    name: 'a group without an end, known only at run time',
    expression: "object.long.matches(object.pattern + '(')",
    object,
    ends: { error: 'error parsing regexp: missing closing ): `(a|a)*$(`' },
  },
  {
    name: 'brackets, and nothing but brackets',
    expression: `object.long.matches('${'('.repeat(5000)}')`,
    object,
    ends: { refused: 'invalid matches argument' },
  },
  {
    name: 'groups, a thousand and one deep',
    expression: `object.long.matches('${'('.repeat(1001)}a${')'.repeat(1001)}')`,
    object,
    ends: { refused: 'invalid matches argument' },
  },
  {
    name: 'what RE2 does not have: looking ahead',
    expression: "object.long.matches('(?=a+)b')",
    object,
    ends: { refused: 'invalid matches argument' },
  },
  {
    name: 'what RE2 does not have: the same again',
    expression: "object.long.matches('(a+)\\\\1')",
    object,
    ends: { refused: 'invalid matches argument' },
  },
  {
    name: 'a long pattern for a long text',
    expression: `object.long.matches('${'a|'.repeat(20_000)}b')`,
    object,
    ends: { error: 'operation cancelled: actual cost limit exceeded' },
  },
  pattern(
    'a new pattern in every turn',
    "lists.range(40).all(i, !object.pattern.matches('b{1000}' + string(i)))",
    true,
  ),
  pattern('all of nothing', "object.long.findAll('b*').size()", 40_001),
  pattern('all, one after the other', "object.long.findAll('(a+)+').size()", 1),
]

function pattern(name: string, expression: string, value: boolean | number): Hostile {
  return { name, expression, object, ends: { value } }
}
