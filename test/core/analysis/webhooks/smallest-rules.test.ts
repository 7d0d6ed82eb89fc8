import { expect, test } from 'vitest'
import { smallestRules } from '#src/core/analysis/webhooks/smallest-rules.ts'
import type { WebhookRule } from '#src/core/analysis/webhooks/webhook-entry.ts'

const rule = (
  resources: readonly string[],
  operations: WebhookRule['operations'],
  more: Partial<WebhookRule> = {},
): WebhookRule => ({
  apiGroups: [''],
  apiVersions: ['v1'],
  operations,
  resources,
  scope: '*',
  ...more,
})

test.for([
  {
    name: 'what is said of several resources alike is said once',
    rules: [rule(['pods'], ['CREATE']), rule(['services'], ['CREATE'])],
    smallest: [rule(['pods', 'services'], ['CREATE'])],
  },
  {
    name: 'operations of one resource come together',
    rules: [rule(['pods'], ['UPDATE']), rule(['pods'], ['CREATE']), rule(['pods'], ['CREATE'])],
    smallest: [rule(['pods'], ['CREATE', 'UPDATE'])],
  },
  {
    name: 'all operations are a wildcard',
    rules: [rule(['pods'], ['CREATE', 'UPDATE']), rule(['pods'], ['DELETE', 'CONNECT'])],
    smallest: [rule(['pods'], ['*'])],
  },
  {
    name: 'a wildcard covers what it means',
    rules: [rule(['*'], ['CREATE']), rule(['pods', 'pods/status'], ['CREATE'])],
    smallest: [rule(['*', 'pods/status'], ['CREATE'])],
  },
  {
    name: 'but only for its operations',
    rules: [rule(['*/*'], ['CREATE']), rule(['pods'], ['CREATE', 'DELETE'])],
    smallest: [rule(['*/*'], ['CREATE']), rule(['pods'], ['DELETE'])],
  },
  {
    name: 'a scope covers the narrower one',
    rules: [rule(['pods'], ['CREATE'], { scope: 'Namespaced' }), rule(['pods'], ['CREATE'])],
    smallest: [rule(['pods'], ['CREATE'])],
  },
  {
    name: 'versions of one resource come together, a wildcard stands alone',
    rules: [
      rule(['jobs'], ['CREATE'], { apiGroups: ['batch'], apiVersions: ['v1beta1'] }),
      rule(['jobs'], ['CREATE'], { apiGroups: ['batch'] }),
      rule(['pods'], ['CREATE'], { apiVersions: ['*'] }),
      rule(['pods'], ['CREATE']),
    ],
    smallest: [
      rule(['pods'], ['CREATE'], { apiVersions: ['*'] }),
      rule(['jobs'], ['CREATE'], { apiGroups: ['batch'], apiVersions: ['v1', 'v1beta1'] }),
    ],
  },
  {
    name: 'groups with the same resources come together',
    rules: [
      rule(['jobs'], ['CREATE'], { apiGroups: ['b.example'] }),
      rule(['jobs'], ['CREATE'], { apiGroups: ['a.example'] }),
    ],
    smallest: [rule(['jobs'], ['CREATE'], { apiGroups: ['a.example', 'b.example'] })],
  },
])('$name', ({ rules, smallest }) => {
  expect(smallestRules(rules)).toEqual(smallest)
  expect(smallestRules([...rules].reverse())).toEqual(smallest)
})
