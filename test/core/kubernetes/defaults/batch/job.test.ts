import { describe } from 'vitest'
import { type DefaultRow, testDefaults } from '../default-rows.ts'

const said = {
  completions: 2,
  parallelism: 2,
  backoffLimit: 0,
  completionMode: 'Indexed',
  suspend: true,
  podReplacementPolicy: 'Failed',
  manualSelector: true,
}

type Fields = DefaultRow['given']

function ofSpec(
  name: string,
  given: Fields,
  sets: Fields,
  version?: DefaultRow['version'],
): DefaultRow {
  const row = { name, struct: 'batch.v1.Job', given: { metadata: {}, spec: given } }
  const full = { ...row, sets: { spec: { ...given, ...sets } } }
  return version === undefined ? full : { ...full, version }
}

function without(...names: readonly string[]): Fields {
  return Object.fromEntries(Object.entries(said).filter(([name]) => !names.includes(name)))
}

const failurePolicy = {
  rules: [{ action: 'Ignore', onPodConditions: [{ type: 'A', status: '' }] }],
}
const judged = { rules: [{ action: 'Ignore', onPodConditions: [{ type: 'A', status: 'True' }] }] }

describe('Jobs', () => {
  testDefaults([
    ofSpec(
      'nothing is said',
      {},
      {
        completions: 1,
        parallelism: 1,
        backoffLimit: 6,
        completionMode: 'NonIndexed',
        suspend: false,
        podReplacementPolicy: 'TerminatingOrFailed',
        manualSelector: false,
      },
    ),
    ofSpec('everything is said', said, {}),
    ofSpec('completions alone', without('parallelism'), { parallelism: 1 }),
    ofSpec('parallelism alone', without('completions'), {}),
    ofSpec('parallelism of 0', { ...without('completions'), parallelism: 0 }, {}),
    ofSpec(
      'retries per index',
      { ...without('backoffLimit'), backoffLimitPerIndex: 0 },
      { backoffLimit: 2147483647 },
    ),
    ofSpec(
      'a failure policy',
      { ...without('podReplacementPolicy'), podFailurePolicy: failurePolicy },
      { podReplacementPolicy: 'Failed', podFailurePolicy: judged },
    ),
    ofSpec(
      'a condition with a status',
      {
        ...said,
        podFailurePolicy: { rules: [{ onPodConditions: [{ type: 'A', status: 'Unknown' }] }] },
      },
      {},
    ),
    ofSpec(
      '1.28 did not know who replaces or selects Pods',
      {},
      {
        completions: 1,
        parallelism: 1,
        backoffLimit: 6,
        completionMode: 'NonIndexed',
        suspend: false,
      },
      '1.28',
    ),
    ofSpec(
      '1.29 did',
      without('podReplacementPolicy', 'manualSelector'),
      { podReplacementPolicy: 'TerminatingOrFailed', manualSelector: false },
      '1.29',
    ),
    ofSpec(
      'a condition before 1.34',
      { ...said, podFailurePolicy: failurePolicy },
      { podFailurePolicy: judged },
      '1.33',
    ),
    {
      name: 'labels of the template',
      struct: 'batch.v1.Job',
      given: {
        metadata: { name: 'a' },
        spec: { ...said, template: { metadata: { labels: { app: 'a', ['__proto__']: 'b' } } } },
      },
      sets: { metadata: { name: 'a', labels: { app: 'a', ['__proto__']: 'b' } } },
    },
    {
      name: 'labels of its own',
      struct: 'batch.v1.Job',
      given: {
        metadata: { labels: { team: 'b' } },
        spec: { ...said, template: { metadata: { labels: { app: 'a' } } } },
      },
      sets: {},
    },
  ])
})
