import { describe } from 'vitest'
import { testDefaults } from '../default-rows.ts'

describe('flowcontrol.apiserver.k8s.io', () => {
  testDefaults([
    {
      name: 'a FlowSchema without precedence, which Go prints as 0',
      struct: 'flowcontrol.v1.FlowSchemaSpec',
      given: { matchingPrecedence: 0 },
      sets: { matchingPrecedence: 1000 },
    },
    {
      name: 'a FlowSchema with a precedence',
      struct: 'flowcontrol.v1.FlowSchemaSpec',
      given: { matchingPrecedence: 1 },
      sets: {},
    },
    {
      name: 'a limited level',
      struct: 'flowcontrol.v1.PriorityLevelConfigurationSpec',
      given: { type: 'Limited', limited: { nominalConcurrencyShares: null, limitResponse: {} } },
      sets: {
        limited: { nominalConcurrencyShares: 30, lendablePercent: 0, limitResponse: {} },
      },
    },
    {
      name: 'a limited level without shares',
      struct: 'flowcontrol.v1.LimitedPriorityLevelConfiguration',
      given: { nominalConcurrencyShares: 0, lendablePercent: 5 },
      sets: {},
    },
    {
      name: 'an exempt level',
      struct: 'flowcontrol.v1.PriorityLevelConfigurationSpec',
      given: { type: 'Exempt', exempt: {} },
      sets: { exempt: { nominalConcurrencyShares: 0, lendablePercent: 0 } },
    },
    {
      name: 'an exempt level with shares',
      struct: 'flowcontrol.v1.ExemptPriorityLevelConfiguration',
      given: { nominalConcurrencyShares: 3, lendablePercent: 4 },
      sets: {},
    },
    {
      name: 'queues of which nothing is said',
      struct: 'flowcontrol.v1.LimitResponse',
      given: { type: 'Queue', queuing: { queues: 0, handSize: 0, queueLengthLimit: 0 } },
      sets: { queuing: { queues: 64, handSize: 8, queueLengthLimit: 50 } },
    },
    {
      name: 'queues of which everything is said',
      struct: 'flowcontrol.v1.LimitResponse',
      given: { type: 'Queue', queuing: { queues: 1, handSize: 2, queueLengthLimit: 3 } },
      sets: {},
    },
  ])
})
