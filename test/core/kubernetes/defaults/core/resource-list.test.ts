import { describe, expect, test } from 'vitest'
import { applyDefaults } from '#src/core/kubernetes/defaults/defaults.ts'
import { structNamed } from '#src/core/kubernetes/schema/schema.ts'
import { isObject } from '#src/core/source/json-value.ts'
import { testDefaults } from '../default-rows.ts'
import { everyStruct } from '../every-struct.ts'

const amounts: readonly (readonly [string, string])[] = [
  ['1', '1'],
  ['1500m', '1500m'],
  ['1Gi', '1Gi'],
  ['2.500', '2.500'],
  ['-5', '-5'],
  ['1u', '1m'],
  ['-1u', '-1m'],
  ['1n', '1m'],
  ['1001u', '2m'],
  ['1000u', '1m'],
  ['1.234567', '1235m'],
  ['1e-4', '1e-3'],
  ['99999999999999999999', '99999999999999999999'],
  ['999999999999999999.0001', '999999999999999999001m'],
]

test.for(amounts)('%s is rounded to %s', ([given, expected]) => {
  const struct = structNamed('core.v1.ResourceRequirements')
  const rounded = applyDefaults({ limits: { cpu: given } }, struct, '1.37')
  expect(rounded).toEqual({ limits: { cpu: expected } })
})

describe('limits in a range', () => {
  testDefaults([
    {
      name: 'the max is the default, which is the default request',
      struct: 'core.v1.LimitRangeItem',
      given: { type: 'Container', max: { cpu: '2' } },
      sets: { default: { cpu: '2' }, defaultRequest: { cpu: '2' } },
    },
    {
      name: 'the min is the default request of what has no default',
      struct: 'core.v1.LimitRangeItem',
      given: {
        type: 'Container',
        min: { cpu: '1', memory: '1Gi', storage: '1' },
        default: { cpu: '2' },
        defaultRequest: { storage: '3' },
      },
      sets: { defaultRequest: { cpu: '2', memory: '1Gi', storage: '3' } },
    },
    {
      name: 'nothing for Pods',
      struct: 'core.v1.LimitRangeItem',
      given: { type: 'Pod', max: { cpu: '2' } },
      sets: {},
    },
    {
      name: 'nothing from nothing',
      struct: 'core.v1.LimitRangeItem',
      given: { type: 'Container' },
      sets: {},
    },
    {
      name: 'what follows is rounded as well',
      struct: 'core.v1.LimitRangeItem',
      given: { type: 'Container', max: { cpu: '1u' } },
      sets: { max: { cpu: '1m' }, default: { cpu: '1m' }, defaultRequest: { cpu: '1m' } },
    },
  ])
})

describe('a node', () => {
  testDefaults([
    {
      name: 'what it has can be allocated',
      struct: 'core.v1.NodeStatus',
      given: { capacity: { cpu: '2', memory: '1u' } },
      sets: {
        capacity: { cpu: '2', memory: '1m' },
        allocatable: { cpu: '2', memory: '1m' },
      },
    },
    {
      name: 'what can be allocated is said',
      struct: 'core.v1.NodeStatus',
      given: { capacity: { cpu: '2' }, allocatable: { cpu: '1' } },
      sets: {},
    },
    { name: 'it has nothing', struct: 'core.v1.NodeStatus', given: {}, sets: {} },
  ])
})

test('every list of resources is rounded, but for the overhead in a RuntimeClass', () => {
  const left: string[] = []
  for (const struct of everyStruct()) {
    for (const { name, type } of struct.fields.values()) {
      if (type.goType !== 'v1.ResourceList') continue
      const given = { [name]: { cpu: '1u' } }
      const rounded = applyDefaults(given, struct, '1.37')[name]
      if (isObject(rounded) && rounded['cpu'] === '1u') left.push(`${struct.name} ${name}`)
    }
  }
  expect(left).toEqual(['node.v1.Overhead podFixed'])
})

test('a resource of any name', () => {
  const limits = JSON.parse('{"__proto__": "1u", "constructor": "1"}')
  const struct = structNamed('core.v1.ResourceRequirements')
  const text = JSON.stringify(applyDefaults({ limits }, struct, '1.37'))
  expect(text).toBe('{"limits":{"__proto__":"1m","constructor":"1"}}')
})
