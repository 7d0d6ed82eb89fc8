import fc from 'fast-check'
import { test } from 'vitest'
import type { Request } from '#src/core/admission/request.ts'
import { admit } from '#src/core/pod-security-admission/admit.ts'
import { defaultConfiguration } from '#src/core/pod-security-admission/configuration.ts'
import type { JsonObject } from '#src/core/source/json-value.ts'
import { changed, oddValues } from './changed.ts'
import { deploymentOf, goodSpec, hostSpec, namespaceOf, podOf } from './pods.ts'
import { requestFor } from './sent-request.ts'
import '#test/support/seed.ts'

const labels = {
  enforce: 'restricted',
  audit: 'baseline',
  warn: 'restricted',
  'warn-version': 'v1.1',
}
const owner = { ownerReferences: [{ uid: '1', controller: true }] }

const objects = [
  { resource: 'pods', object: podOf(hostSpec), oldObject: podOf(goodSpec) },
  { resource: 'deployments', object: deploymentOf(hostSpec), oldObject: deploymentOf(goodSpec) },
  { resource: 'namespaces', object: namespaceOf(labels), oldObject: namespaceOf({}) },
] as const

const place = fc.integer({ min: 0, max: 40 })
const change = fc.record({ at: place, to: fc.constantFrom(null, ...oddValues) })

/** Every object is changed somewhere; of some numbers of places there are fewer, and the object stays. */
test.for(objects)(
  '$resource: whatever stands anywhere, there is an answer',
  ({ resource, object, oldObject }) => {
    fc.assert(
      fc.property(fc.tuple(change, change, change, change), ([first, second, third, fourth]) => {
        const request: Request = {
          ...requestFor(resource, { operation: 'UPDATE' }),
          object: changedObject(object, first),
          oldObject: changedObject(oldObject, second),
        }
        const namespace = changedObject(namespaceOf(labels), third)
        const pod = changedObject(podOf(hostSpec, owner), fourth)
        const answer = admit(request, {
          configuration: defaultConfiguration,
          namespace: { kind: 'found', value: namespace },
          pods: { kind: 'found', value: [pod, pod] },
        })
        return answer.kind === 'response' && answer.allowed === (answer.status === undefined)
      }),
      { numRuns: 1000 },
    )
  },
)

function changedObject(
  object: JsonObject,
  { at, to }: { readonly at: number; readonly to: unknown },
): JsonObject {
  return changed(object, at, to as JsonObject) as JsonObject
}
