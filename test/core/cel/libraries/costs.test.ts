import { describe, expect, test } from 'vitest'
import { costRuleOf } from '#src/core/cel/libraries/costs.ts'
import type { Value } from '#src/core/cel/value.ts'
import { CelError } from '#src/core/cel/value.ts'
import { Bytes } from '#src/core/cel/values/bytes.ts'
import { Cidr } from '#src/core/cel/values/cidr.ts'
import { IpAddress } from '#src/core/cel/values/ip-address.ts'
import { NamedFormat } from '#src/core/cel/values/named-format.ts'
import { Optional } from '#src/core/cel/values/optional.ts'
import { QuantityValue } from '#src/core/cel/values/quantity-value.ts'
import { quantityOfInt } from '#src/core/kubernetes/quantity.ts'
import type { KubernetesVersion } from '#src/core/kubernetes/version.ts'

const text = 'x'.repeat(101)
const network = new Cidr(new IpAddress(6, 0n), 33)
const one = new QuantityValue(quantityOfInt(1n))

function costOf(
  name: string,
  id: string | undefined,
  values: readonly (Value | CelError)[],
  result: Value | CelError = true,
  version: KubernetesVersion = '1.37',
): number | CelError {
  const rule = costRuleOf(name, id, version)
  return typeof rule === 'number' ? rule : rule(values, result)
}

describe('cel-go counts by overload', () => {
  test.for([
    { name: 'size', id: 'size_string', values: [text], cost: 1 },
    { name: '_+_', id: 'add_string', values: [text, 'ab'], cost: 11 },
    { name: '_+_', id: 'add_int64', values: [1, 2], cost: 1 },
    { name: '_==_', id: 'equals', values: [text, text], cost: 11 },
    { name: '_==_', id: 'equals', values: [text, ''], cost: 0 },
    { name: '_==_', id: 'equals', values: [1, 2], cost: 1 },
    { name: '_!=_', id: 'not_equals', values: [[1, 2], { a: 1 }], cost: 1 },
    { name: '_!=_', id: 'not_equals', values: [new Optional(text), text], cost: 11 },
    { name: '_<_', id: 'less_bytes', values: [new Bytes(new Uint8Array(30)), text], cost: 3 },
    { name: '@in', id: 'in_list', values: [1, [1, 2, 3]], cost: 3 },
    { name: '@in', id: 'in_map', values: ['a', { a: 1, b: 2 }], cost: 1 },
    { name: 'contains', id: 'contains_string', values: [text, text], cost: 121 },
    { name: 'matches', id: 'matches_string', values: [text, 'a+b+c'], cost: 22 },
    { name: 'string', id: 'bytes_to_string', values: [new Bytes(new Uint8Array(30))], cost: 3 },
    { name: 'format', id: 'string_format', values: [text, []], cost: 11 },
    {
      name: 'sets.contains',
      id: 'list_sets_contains_list',
      values: [
        [1, 2],
        [1, 2, 3],
      ],
      cost: 7,
    },
    { name: 'sets.equivalent', id: 'list_sets_equivalent_list', values: [[1, 2], [1]], cost: 5 },
    { name: 'reverse', id: 'list_reverse', values: [[1, 2]], result: [2, 1], cost: 13 },
    { name: 'flatten', id: 'list_flatten_int', values: [[1, 2], 3], cost: 17 },
    { name: 'distinct', id: 'list_distinct', values: [['a', 'b', 'c']], cost: 29 },
    { name: 'sort', id: 'list_int_sort', values: [[3, 2, 1]], cost: 29 },
    { name: 'lists.range', id: 'lists_range', values: [3], result: [0, 1, 2], cost: 14 },
  ] as const)('$id $values', ({ name, id, values, cost, ...row }) => {
    expect(costOf(name, id, values, 'result' in row ? row.result : true)).toBe(cost)
  })
})

describe('Kubernetes counts by name', () => {
  test.for([
    { name: 'url', id: 'string_to_url', values: [text], cost: 11 },
    { name: 'isURL', id: 'is_url_string', values: [text], cost: 1 },
    { name: 'replace', id: undefined, values: [text, 'a', 'b'], cost: 21 },
    { name: 'join', id: 'list_join', values: [['a']], result: text, cost: 21 },
    { name: 'find', id: 'string_find_string', values: [text, 'a+b+c'], cost: 22 },
    { name: 'min', id: undefined, values: [['a'.repeat(19), 1, { k: 'ü'.repeat(5) }]], cost: 3 },
    { name: 'indexOf', id: 'string_index_of_string', values: [text, 'x'], cost: 10 },
    { name: 'ip', id: 'string_to_ip', values: ['10.0.0.1'], cost: 1 },
    { name: 'ip', id: 'cidr_ip', values: [network], cost: 1 },
    { name: 'containsIP', id: 'cidr_contains_ip_ip', values: [network, network], cost: 1 },
    { name: 'containsIP', id: 'cidr_contains_ip_string', values: [network, text], cost: 12 },
    { name: 'containsCIDR', id: 'cidr_contains_cidr', values: [network, network], cost: 3 },
    { name: 'containsCIDR', id: 'cidr_contains_cidr_string', values: [network, text], cost: 14 },
    {
      name: 'validate',
      id: 'format-validate',
      values: [new NamedFormat('a', () => [], 30), text],
      cost: 88,
    },
    { name: '_==_', id: 'equals', values: [one, ''], cost: 1 },
    { name: 'check', id: undefined, values: [], cost: 350_000 },
  ] as const)('$name $id', ({ name, id, values, cost, ...row }) => {
    expect(costOf(name, id, values, 'result' in row ? row.result : true)).toBe(cost)
  })
})

describe('several candidates count only what is known by name', () => {
  test.for([
    { name: '_+_', values: [text, text], cost: 1 },
    { name: '@in', values: [1, [1, 2, 3]], cost: 1 },
    { name: 'sort', values: [[1, 2, 3]], cost: 1 },
    { name: 'lowerAscii', values: [text], cost: 11 },
  ])('$name', ({ name, values, cost }) => {
    expect(costOf(name, undefined, values)).toBe(cost)
  })
})

describe('differences between releases', () => {
  test.for([
    {
      version: '1.36',
      name: 'startsWith',
      id: 'starts_with_string',
      values: [text, 'x'],
      cost: 11,
    },
    { version: '1.37', name: 'startsWith', id: 'starts_with_string', values: [text, 'x'], cost: 1 },
    { version: '1.36', name: 'endsWith', id: 'ends_with_string', values: ['x', text], cost: 1 },
    { version: '1.37', name: 'endsWith', id: 'ends_with_string', values: ['x', text], cost: 11 },
    { version: '1.36', name: 'matches', id: 'matches', values: [text, 'a+b+c'], cost: 1 },
    { version: '1.37', name: 'matches', id: 'matches', values: [text, 'a+b+c'], cost: 22 },
    { version: '1.36', name: 'flatten', id: 'list_flatten_int', values: [[1], -5], cost: 6 },
    { version: '1.37', name: 'flatten', id: 'list_flatten_int', values: [[1], -5], cost: 12 },
    { version: '1.31', name: 'url', id: 'string_to_url', values: [text], cost: 1 },
    { version: '1.32', name: 'url', id: 'string_to_url', values: [text], cost: 11 },
  ] as const)('$version $id', ({ version, name, id, values, cost }) => {
    expect(costOf(name, id, values, true, version)).toBe(cost)
  })
})

const failed = new CelError('no such key: x')

test('a failed argument is as large as a number', () => {
  expect(costOf('find', 'string_find_string', [failed, text])).toBe(26)
})

describe('where counting breaks', () => {
  const conversion = 'internal error: interface conversion: '
  test.for([
    {
      id: 'list_distinct',
      values: [failed],
      message: `${conversion}*types.Err is not traits.Lister: missing method Add`,
    },
    {
      id: 'list_int_sort',
      values: [1],
      message: `${conversion}types.Int is not traits.Lister: missing method Contains`,
    },
    {
      id: 'list_flatten_int',
      values: [[1], 'a'],
      message: `${conversion}ref.Val is types.String, not types.Int`,
    },
  ])('$id', ({ id, values, message }) => {
    expect(costOf('', id, values)).toMatchObject({ message })
  })
})
