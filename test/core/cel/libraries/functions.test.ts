import { describe, expect, test } from 'vitest'
import { declarationsOf } from '#src/core/cel/libraries/functions.ts'
import type { KubernetesVersion } from '#src/core/kubernetes/version.ts'

function release(
  kubernetesVersion: KubernetesVersion,
  expressions: 'new' | 'stored' = 'stored',
  mutation = false,
) {
  return { kubernetesVersion, expressions, mutation }
}

function idsOf(name: string, ...of: Parameters<typeof release>): readonly string[] | undefined {
  return declarationsOf(release(...of))
    .get(name)
    ?.map(({ id }) => id)
}

describe('the first release of a library: stored expressions have it, new ones a release later', () => {
  test.for([
    { name: 'sets.contains', first: '1.29', second: '1.30' },
    { name: 'format', first: '1.29', second: '1.30' },
    { name: 'ip', first: '1.30', second: '1.31' },
    { name: 'validate', first: '1.31', second: '1.32' },
    { name: 'fieldSelector', first: '1.31', second: '1.32' },
    { name: 'cel.@mapInsert', first: '1.32', second: '1.33' },
    { name: 'semver', first: '1.33', second: '1.34' },
    { name: 'distinct', first: '1.34', second: '1.35' },
  ] as const)('$name', ({ name, first, second }) => {
    expect(idsOf(name, first)).toBeDefined()
    expect(idsOf(name, first, 'new')).toBeUndefined()
    expect(idsOf(name, second, 'new')).toBeDefined()
  })
})

describe('present or not', () => {
  test.for([
    { name: 'quantity', of: ['1.28', 'new'], present: false },
    { name: 'quantity', of: ['1.28', 'stored'], present: true },
    { name: '_[?_]', of: ['1.28', 'new'], present: false },
    { name: 'url', of: ['1.28', 'new'], present: true },
    { name: 'authorizer', of: ['1.37', 'stored'], present: false },
    { name: 'includes', of: ['1.37', 'new'], present: false },
    { name: 'includes', of: ['1.37', 'stored'], present: true },
    { name: 'first', of: ['1.32', 'stored'], present: false },
    { name: 'first', of: ['1.33', 'new'], present: true },
    { name: 'jsonpatch.escapeKey', of: ['1.37', 'stored'], present: false },
    { name: 'jsonpatch.escapeKey', of: ['1.37', 'new', true], present: true },
  ] as const)('$name in $of', ({ name, of: [version, expressions, mutation], present }) => {
    expect(idsOf(name, version, expressions, mutation) !== undefined).toBe(present)
  })
})

describe('overloads in the order of Kubernetes', () => {
  test.for([
    {
      name: 'size',
      ids: 'size_bytes bytes_size size_list list_size size_map map_size size_string string_size',
    },
    {
      name: '_[_]',
      ids: 'index_list index_map optional_list_index_int optional_map_index_value',
    },
    {
      name: '_+_',
      ids: 'add_bytes add_double add_duration_duration add_duration_timestamp add_timestamp_duration add_int64 add_list add_string add_uint64',
    },
    {
      name: 'string',
      ids: 'string_to_string bool_to_string bytes_to_string double_to_string duration_to_string int64_to_string timestamp_to_string uint64_to_string ip_to_string cidr_to_string',
    },
    { name: 'getHours', ids: 'timestamp_to_hours timestamp_to_hours_with_tz duration_to_hours' },
    { name: 'compareTo', ids: 'quantity_compare_to semver_compare_to' },
    { name: 'lists.range', ids: 'lists_range' },
  ])('$name', ({ name, ids }) => {
    expect(idsOf(name, '1.37')).toEqual(ids.split(' '))
  })
})

test('an overload that is gone from 1.37 on', () => {
  expect(idsOf('duration', '1.36')).toContain('int64_to_duration')
  expect(idsOf('duration', '1.37')).not.toContain('int64_to_duration')
})

test.for(['new', 'stored'] as const)('no id stands twice in an environment (%s)', (expressions) => {
  for (const version of ['1.28', '1.33', '1.34', '1.35', '1.36', '1.37'] as const) {
    const ids = [...declarationsOf(release(version, expressions, true)).values()].flat()
    expect(new Set(ids.map(({ id }) => id)).size).toBe(ids.length)
  }
})
