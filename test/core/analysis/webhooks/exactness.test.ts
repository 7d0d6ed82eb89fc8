import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Request } from '#src/core/admission/request.ts'
import { systemResources } from '#src/core/analysis/webhooks/system-resources.ts'
import { webhookEntries } from '#src/core/analysis/webhooks/webhook-entries.ts'
import type { Snapshot } from '#src/core/engine/snapshot.ts'
import { subsetPath, subsets } from '#src/core/engine/subset.ts'
import { subsetOf } from '#src/core/engine/subset-snapshot.ts'
import { type Drawn, documentsOf, policy, policyDocuments, some } from './drawn-policies.ts'
import { request } from './drawn-requests.ts'
import { context, namespaces, registry, resources } from './made-up-cluster.ts'
import { appliedTo, sentToWebhooks, snapshotOf } from './sent-to-webhooks.ts'

const surroundings = { namespace: 'sallyport', exemptNamespaces: [] }

test('every policy is asked once about what it judges, in the version that it wants, and only then', () => {
  const counts = { judged: 0, calls: 0, inVain: 0 }
  fc.assert(
    fc.property(
      some(resources).chain((among) =>
        fc.record({
          drawn: fc.array(policy(among), { minLength: 1, maxLength: 5 }),
          requests: fc.array(request(among), { minLength: 8, maxLength: 12 }),
        }),
      ),
      ({ drawn, requests }) => {
        const snapshot = snapshotOf(policyDocuments(drawn), context)
        const named = snapshotOf(
          drawn.flatMap((one, index) => documentsOf(withoutWildcards(one), index)),
          context,
        )
        const wanted = webhookEntries(snapshot, surroundings)
        for (const asked of requests) {
          const sent = sentToWebhooks(asked, wanted, { registry, namespaces })
          const judged = sent.flatMap(({ entry, request: one }) => {
            const subset = subsets.find((some) => subsetPath(some) === entry.path)
            const applied = subset === undefined ? [] : appliedTo(one, subsetOf(snapshot, subset))
            counts.calls++
            if (applied.length === 0) counts.inVain++
            if (isSystem(asked)) expect(entry.failurePolicy).toBe('Ignore')
            return applied
          })
          counts.judged += judged.length
          const due = dueOf(asked, snapshot)
          const certainlyDue = needsName(asked) ? dueOf(asked, named) : due
          expect(judged).toEqual([...new Set(judged)])
          expect(judged).toEqual(expect.arrayContaining([...certainlyDue]))
          if (isKnown(asked)) expect(due).toEqual(expect.arrayContaining(judged))
        }
      },
    ),
    { numRuns: 100 },
  )
  expect(counts.judged).toBeGreaterThan(100)
  // names, and selectors that not all policies have, are nothing that a webhook could say
  expect(counts.inVain / counts.calls).toBeLessThan(0.6)
})

const exempt = ['kube-system', 'kube-node-lease', 'sallyport']

/** Whether the snapshot knows in which versions it is served. */
function isKnown(asked: Request): boolean {
  return resources.some((one) => one.known && isResource(one, asked))
}

/** Of exempt namespaces nothing is asked. */
function dueOf(asked: Request, snapshot: Snapshot): readonly string[] {
  return exempt.includes(asked.namespace) ? [] : appliedTo({ ...asked, isOnlyOne: true }, snapshot)
}

/** Whether a wildcard does not mean the resource. */
function needsName(asked: Request): boolean {
  return systemResources.some((one) => one.meantBy === 'name' && isResource(one, asked))
}

function withoutWildcards(drawn: Drawn): Drawn {
  const resourceRules = drawn.resourceRules.filter(
    ({ apiGroups, resources: items }) =>
      !apiGroups.includes('*') && items.every((item) => !item.startsWith('*')),
  )
  return { ...drawn, resourceRules: resourceRules.length === 0 ? [nothing] : resourceRules }
}

const nothing: Drawn['resourceRules'][number] = {
  apiGroups: ['none.example'],
  apiVersions: ['v1'],
  resources: ['nothing'],
  operations: ['CREATE'],
}

function isResource(
  one: { readonly group: string; readonly resource: string },
  { resource }: Request,
): boolean {
  return one.group === resource.group && one.resource === resource.resource
}

function isSystem(asked: Request): boolean {
  return systemResources.some((one) => isResource(one, asked))
}
