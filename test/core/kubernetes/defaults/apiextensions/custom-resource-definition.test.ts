import { describe } from 'vitest'
import { type DefaultRow, testDefaults } from '../default-rows.ts'

type Fields = DefaultRow['given']
const conversion = { strategy: 'None' }
const noStatus = { conditions: null, storedVersions: null }

function definition(name: string, given: Fields, sets: Fields): DefaultRow {
  return { name, struct: 'apiextensions.v1.CustomResourceDefinition', given, sets }
}

describe('CustomResourceDefinitions', () => {
  testDefaults([
    definition(
      'nothing is said',
      { spec: { names: { plural: '', kind: '' }, versions: null }, status: noStatus },
      { spec: { names: { plural: '', kind: '' }, versions: null, conversion } },
    ),
    definition(
      'names of the kind',
      { spec: { names: { plural: 'crontabs', kind: 'CronTab' } }, status: noStatus },
      {
        spec: {
          names: {
            plural: 'crontabs',
            kind: 'CronTab',
            singular: 'crontab',
            listKind: 'CronTabList',
          },
          conversion,
        },
      },
    ),
    definition(
      'lower case as in Go, a character at a time',
      { spec: { names: { kind: 'ΟΔΟΣİ', listKind: 'a' }, conversion }, status: noStatus },
      { spec: { names: { kind: 'ΟΔΟΣİ', singular: 'οδοσi', listKind: 'a' }, conversion } },
    ),
    definition(
      'names and a conversion of its own',
      {
        spec: {
          names: { kind: 'A', singular: 'b', listKind: 'C' },
          conversion: { strategy: 'Webhook' },
        },
        status: noStatus,
      },
      {},
    ),
    definition(
      'the first version that is stored',
      {
        spec: {
          names: { kind: '' },
          versions: [
            { name: 'v1', storage: false },
            { name: 'v2', storage: true },
            { name: 'v3', storage: true },
          ],
          conversion,
        },
        status: { storedVersions: [] },
      },
      { status: { storedVersions: ['v2'] } },
    ),
    definition(
      'a version that has been stored',
      {
        spec: { names: { kind: '' }, versions: [{ name: 'v2', storage: true }], conversion },
        status: { storedVersions: ['v1'] },
      },
      {},
    ),
    {
      name: 'the port of a conversion webhook',
      struct: 'apiextensions.v1.CustomResourceConversion',
      given: {
        strategy: 'Webhook',
        webhook: { clientConfig: { service: { name: 'a' } }, conversionReviewVersions: null },
      },
      sets: {
        webhook: {
          clientConfig: { service: { name: 'a', port: 443 } },
          conversionReviewVersions: null,
        },
      },
    },
  ])
})
