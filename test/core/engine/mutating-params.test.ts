import { expect, test } from 'vitest'
import { requestFor } from '#src/core/admission/request-for.ts'
import { admit } from '#src/core/engine/admit.ts'
import { noFacts } from '#src/core/engine/facts.ts'
import { loadPolicies } from '#src/core/engine/load-policies.ts'
import { createSnapshot } from '#src/core/engine/snapshot.ts'
import type { JsonObject } from '#src/core/source/json-value.ts'

const configMap: JsonObject = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'p', namespace: 'default' },
  data: {},
}
const ship: JsonObject = {
  apiVersion: 'example.com/v1',
  kind: 'Ship',
  metadata: { name: 'p', namespace: 'default' },
}

/** What a mutation writes of its param. */
function seen(param: JsonObject): string | undefined {
  const apiVersion = 'admissionregistration.k8s.io/v1'
  const value = "(has(params.apiVersion) ? 'a' : '-') + (has(params.kind) ? params.kind : '-')"
  const expression = `[JSONPatch{op: 'add', path: '/metadata/labels', value: {'seen': ${value} + params.metadata.name}}]`
  const rule = { apiGroups: [''], apiVersions: ['v1'], operations: ['*'], resources: ['pods'] }
  const documents = [
    {
      apiVersion,
      kind: 'MutatingAdmissionPolicy',
      metadata: { name: 'm' },
      spec: {
        paramKind: { apiVersion: param['apiVersion'], kind: param['kind'] },
        reinvocationPolicy: 'Never',
        matchConstraints: { resourceRules: [rule] },
        mutations: [{ patchType: 'JSONPatch', jsonPatch: { expression } }],
      },
    },
    {
      apiVersion,
      kind: 'MutatingAdmissionPolicyBinding',
      metadata: { name: 'm' },
      spec: { policyName: 'm', paramRef: { name: 'p', parameterNotFoundAction: 'Deny' } },
    },
  ]
  const text = documents.map((document) => JSON.stringify(document)).join('\n---\n')
  const { policies } = loadPolicies([{ name: 'p', text }], { kubernetesVersion: '1.37' })
  const context = [{ name: 'c', text: JSON.stringify(param) }]
  const { snapshot } = createSnapshot({ policies, context })
  const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a' }, spec: {} }
  const admission = admit(
    requestFor(pod, { door: 'mutate', uid: '1' }),
    snapshot,
    noFacts,
    () => false,
  )
  return admission.kind === 'decision' ? JSON.stringify(admission.decision.patch) : undefined
}

test.for([
  { name: 'a native one has no apiVersion and kind', param: configMap, value: '--p' },
  { name: 'a custom one has both', param: ship, value: 'aShipp' },
])('params of a MutatingAdmissionPolicy: $name', ({ param, value }) => {
  expect(seen(param)).toContain(`"seen":"${value}"`)
})
