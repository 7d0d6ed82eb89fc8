import { type Hostile, nested, outOfBudget } from './hostile.ts'

const thousand = { list: Array.from({ length: 1000 }, (_, index) => index) }

/** Work that multiplies. The budget ends what is too much; nothing depends on a clock. */
export const loops: readonly Hostile[] = [
  {
    name: 'two loops over a thousand elements, within the budget',
    expression: 'object.list.exists(x, object.list.exists(y, y == 999 && x == 50))',
    object: thousand,
    ends: { value: true },
  },
  {
    name: 'three loops over a thousand elements',
    expression: 'object.list.all(x, object.list.all(y, object.list.all(z, x + y + z >= 0)))',
    object: thousand,
    ends: outOfBudget,
  },
  {
    name: 'twelve loops over ten elements',
    expression: nested('[0,1,2,3,4,5,6,7,8,9].all(x, ', 12, 'true', ')'),
    ends: outOfBudget,
  },
  {
    name: 'an error in every turn, which is forgiven',
    expression:
      'object.list.all(x, object.list.all(y, x / 0 == 0) || object.list.exists(z, z < 0))',
    object: thousand,
    ends: outOfBudget,
  },
  {
    name: 'a list of lists of lists',
    expression: 'object.list.map(x, object.list.map(y, object.list.map(z, [x, y, z])))',
    object: thousand,
    ends: outOfBudget,
  },
  {
    name: 'a map of maps',
    expression: 'object.list.transformMap(i, x, object.list.transformMap(j, y, object.list))',
    object: thousand,
    ends: outOfBudget,
  },
  {
    name: 'lists that are compared in a loop',
    expression: 'object.list.all(x, x > 99 || object.list == object.list)',
    object: thousand,
    ends: { value: true },
  },
  {
    name: 'a list that is looked through in a loop',
    expression: 'object.list.all(x, x > 99 || !(-1 in object.list))',
    object: thousand,
    ends: { value: true },
  },
  {
    name: 'sorting in a loop',
    expression: 'object.list.all(x, object.list.sortBy(y, -y).size() > 0)',
    object: thousand,
    ends: outOfBudget,
  },
  {
    name: 'each value once, of a long list',
    expression: 'lists.range(900000).distinct().size()',
    ends: outOfBudget,
  },
  {
    name: 'sets of long lists',
    expression: 'sets.equivalent(lists.range(100000), lists.range(100000))',
    ends: outOfBudget,
  },
  {
    name: 'a list that doubles eighteen times',
    expression: `optional.of([1])${'.optMap(a, a + a)'.repeat(18)}.value().size()`,
    ends: outOfBudget,
  },
  {
    name: 'a text that doubles forty times',
    expression: `optional.of('ab')${'.optMap(a, a + a)'.repeat(40)}.value().size()`,
    ends: outOfBudget,
  },
  {
    name: 'a text that doubles in each of forty loops',
    expression: `${nested("['ab'].map(a, a + a).map(a, ", 40, 'a', ')')}.size()`,
    ends: { value: 1 },
  },
  {
    name: 'a chain of forty macros that mention their target twice',
    expression: `optional.of(1)${'.optFlatMap(a, optional.of(a + 1))'.repeat(40)}.value()`,
    ends: outOfBudget,
  },
  {
    name: 'sixty sorted lists in each other',
    expression: `[2, 1]${'.sortBy(x, x)'.repeat(60)}`,
    ends: { value: [1, 2] },
  },
  {
    name: 'a range without an end',
    expression: 'lists.range(9223372036854775807).size()',
    ends: { error: 'lists.range: size 9223372036854775807 exceeds maximum allowed (1000000)' },
  },
  {
    name: 'a range of less than nothing',
    expression: 'lists.range(-9223372036854775808)',
    ends: { error: 'lists.range: size must be non-negative, got -9223372036854775808' },
  },
]
