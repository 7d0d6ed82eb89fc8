import { expect, test } from 'vitest'
import { estimateRule, type SchemaRule } from '#src/core/cel/estimate/estimate-rule.ts'
import type { KubernetesVersion } from '#src/core/kubernetes/version.ts'
import type { JsonObject } from '#src/core/source/json-value.ts'

const text = (maxLength: number): JsonObject => ({ type: 'string', maxLength })
const list = (maxItems: number, items: JsonObject): JsonObject => ({
  type: 'array',
  maxItems,
  items,
})
const object = (properties: JsonObject): JsonObject => ({ type: 'object', properties })

const lists = { list: list(2, text(5)), other: list(9, { type: 'string' }) }

const schema = object({
  name: text(10),
  text: { type: 'string' },
  colour: { type: 'string', enum: ['red', 'green'] },
  names: list(5, text(3)),
  labels: { type: 'object', maxProperties: 4, additionalProperties: text(2) },
  all: { type: 'array', items: { type: 'string' } },
  count: { type: 'integer' },
  items: list(7, object(lists)),
  deep: object({ names: list(7, object({ a: text(4), b: text(9), ...lists })) }),
})

const anyRule: SchemaRule = { rule: 'true', schema, isRoot: true, isOldSelfOptional: false }

function costOf(change: Partial<SchemaRule>, version: KubernetesVersion = '1.37') {
  const result = estimateRule({ ...anyRule, ...change }, version)
  return result.kind === 'estimate' ? result.cost : result
}

test.for([
  { rule: 'true', min: 0n, max: 0n },
  { rule: 'self.count > 1', min: 3n, max: 3n },
  { rule: "self.name == 'a'", min: 3n, max: 3n },
  { rule: 'self.name == self.text', min: 5n, max: 8n },
  { rule: 'self.text == self.text', min: 5n, max: 314577n },
  { rule: "self.colour == 'red'", min: 3n, max: 3n },
  { rule: 'has(self.name)', min: 1n, max: 1n },
  { rule: 'has(self.name) && self.name.size() > 1', min: 1n, max: 5n },
  { rule: "self.name.startsWith('ab')", min: 3n, max: 3n },
  { rule: "self.name.contains('abc')", min: 2n, max: 6n },
  { rule: "self.name.matches('[a-z]+')", min: 4n, max: 12n },
  { rule: "matches(self.name, '[a-z]+')", min: 4n, max: 12n },
  { rule: "self.name.find('[a-z]+') == ''", min: 4n, max: 12n },
  { rule: "self.name + 'abc' == ''", min: 3n, max: 7n },
  { rule: "self.name.replace('a', 'bcd') == ''", min: 2n, max: 10n },
  { rule: "self.name.replace('', 'bcd').size() > 1", min: 4n, max: 12n },
  { rule: "self.name.split(',').size() > 2", min: 4n, max: 12n },
  { rule: "self.name.split(',', 3).all(p, p == 'a')", min: 3n, max: 23n },
  { rule: "self.names.join(',') == self.name", min: 5n, max: 15n },
  { rule: "self.names.all(n, n == 'a')", min: 3n, max: 28n },
  { rule: 'self.names.exists(n, self.names.exists(m, n == m))', min: 3n, max: 238n },
  { rule: "self.names.map(n, n + '!').all(n, n == 'ab')", min: 14n, max: 109n },
  { rule: "self.names.filter(n, n != '').size() > 0", min: 15n, max: 85n },
  { rule: 'self.names.isSorted()', min: 2n, max: 17n },
  { rule: "self.names.indexOf('a') == 1", min: 3n, max: 18n },
  { rule: "self.labels.all(k, k == 'a')", min: 3n, max: 19n },
  { rule: "self.labels.all(k, self.labels[k] == 'a')", min: 3n, max: 35n },
  { rule: 'self.labels.all(k, v, k == v)', min: 3n, max: 23n },
  { rule: "self.all.all(a, a == 'b')", min: 3n, max: 5242878n },
  { rule: "'a' in self.names", min: 2n, max: 7n },
  { rule: "sets.contains(self.names, ['a', 'b'])", min: 13n, max: 23n },
  { rule: 'self.names.sort().reverse().distinct() == []', min: 45n, max: 1373n },
  { rule: "self.names.slice(1, 3) == ['a']", min: 26n, max: 26n },
  { rule: '[self.name, self.text] == []', min: 24n, max: 24n },
  { rule: "{'a': self.name}['a'] == self.name", min: 36n, max: 39n },
  {
    rule: "(self.count > 1 ? self.name : 'abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz') == self.text",
    min: 6n,
    max: 13n,
  },
  { rule: 'self.deep.names.all(x, x.a == x.b)', min: 4n, max: 67n },
  { rule: 'self.deep.names.all(x, x.list.all(y, x.other.size() > 1))', min: 4n, max: 144n },
  { rule: 'self.deep.names.all(i, x, x.a == x.b)', min: 4n, max: 67n },
  { rule: "url(self.text).getHost() == 'a'", min: 4n, max: 314577n },
  { rule: "ip(self.name) == ip('::1')", min: 4n, max: 8n },
  { rule: 'cidr(self.name).containsIP(self.name)', min: 5n, max: 16n },
  { rule: "quantity(self.name).isGreaterThan(quantity('1'))", min: 4n, max: 8n },
  { rule: 'format.dns1123Label().validate(self.name).hasValue()', min: 4n, max: 132n },
  { rule: 'semver(self.name).major() > 1', min: 4n, max: 8n },
  {
    rule: "optional.of(self.name).optMap(n, n + 'a').orValue('') == 'a'",
    min: 7n,
    max: 1844674407370955286n,
  },
  { rule: "self.?name.orValue('a') == 'b'", min: 4n, max: 4n },
  { rule: "dyn(self.name) == 'a'", min: 4n, max: 4n },
  { rule: "self.names[0] == 'a'", min: 4n, max: 4n },
  { rule: 'self.names[0].lowerAscii().size() == 1', min: 5n, max: 7n },
  { rule: 'self.names.sortBy(n, n) == []', min: 46n, max: 164n },
  { rule: 'lists.range(5).size() > 1', min: 18n, max: 18n },
  { rule: "string(b'abc') == self.name", min: 4n, max: 4n },
  { rule: 'oldSelf.name == self.name', min: 5n, max: 8n },
  { rule: 'self == oldSelf', min: 2n, max: 2n },
  { rule: "self.metadata.name == ''", min: 3n, max: 3n },
  { rule: 'self.items.all(x, x.list.all(y, x.other.size() > 1))', min: 3n, max: 486n },
  { rule: "self.items.all(x, x.list.all(y, y == 'a'))", min: 3n, max: 115n },
])('$rule costs $min to $max', ({ rule, min, max }) => {
  expect(costOf({ rule })).toEqual({ min, max })
})

test('without a limit the cost has none', () => {
  const rule = 'url(self.text).getHost().matches(url(self.name).getHost())'
  expect(costOf({ rule })).toMatchObject({ max: 2n ** 64n - 1n })
})

test('until 1.36 the function matches costs 1, unlike the method, and names have no limit', () => {
  const rule = "matches(self.name, '[a-z]+')"
  expect(costOf({ rule }, '1.36')).toEqual({ min: 3n, max: 3n })
  const names = 'self.metadata.name == self.text'
  expect(costOf({ rule: names }, '1.36')).toEqual({ min: 6n, max: 314578n })
  expect(costOf({ rule: names })).toEqual({ min: 6n, max: 107n })
})

test('an old value may be an optional', () => {
  const rule = 'oldSelf.?name.orValue("") == self.name'
  expect(costOf({ rule, isOldSelfOptional: true })).toMatchObject({ min: expect.any(BigInt) })
  expect(costOf({ rule: 'oldSelf.hasValue()', isOldSelfOptional: true })).toEqual({
    min: 2n,
    max: 2n,
  })
  expect(costOf({ rule: 'oldSelf.hasValue()' })).toMatchObject({ kind: 'problems' })
})

test.for([
  { name: 'an object', schema: object({}), isRoot: false, instances: 1_048_576n },
  {
    name: 'what is required',
    schema: { ...object({ ab: text(1) }), required: ['ab'] },
    isRoot: false,
    instances: 285_975n,
  },
  { name: 'a text', schema: text(3), isRoot: false, instances: 1_048_576n },
  { name: 'a number', schema: { type: 'integer' }, isRoot: false, instances: 1_572_864n },
])('so many values fit into one request: $name', ({ instances, ...given }) => {
  expect(estimateRule({ ...anyRule, ...given }, '1.37')).toMatchObject({ instances })
})

test('a wrong rule has problems, and a schema without a type no rules', () => {
  expect(costOf({ rule: 'self.nothing' })).toMatchObject({
    kind: 'problems',
    message:
      "compilation failed: ERROR: <input>:1:5: undefined field 'nothing'\n | self.nothing\n | ....^",
  })
  expect(
    costOf({ schema: { 'x-kubernetes-preserve-unknown-fields': true }, isRoot: false }),
  ).toEqual({
    kind: 'no-type',
  })
})
