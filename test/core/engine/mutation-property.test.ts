import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { requestFor } from '#src/core/admission/request-for.ts'
import { admit } from '#src/core/engine/admit.ts'
import { loadPolicies } from '#src/core/engine/load-policies.ts'
import { createSnapshot } from '#src/core/engine/snapshot.ts'
import { applyPatch } from '#src/core/mutation/json-patch.ts'
import type { JsonObject } from '#src/core/source/json-value.ts'

const labelling = `
apiVersion: sallyport.dev/v1alpha1
kind: MutatingRule
metadata: {name: sidecar}
spec:
  podTemplates: true
  reinvocationPolicy: IfNeeded
  matchConstraints: {resourceRules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [pods]}]}
  mutations:
  - patchType: ApplyConfiguration
    applyConfiguration:
      expression: |
        Object{
          metadata: Object.metadata{labels: {"mesh/injected": "true"}},
          spec: Object.spec{containers: [Object.spec.containers{name: "mesh", image: "mesh:1.2.3"}]}
        }
`

const files = ['resources/default-resources', 'spot/spot-toleration'].map(
  (name) => `policies/${name}/policy.yaml`,
)
const texts = [
  ...files.map((name) => ({ name, text: readFileSync(name, 'utf8') })),
  { name: 'sidecar.yaml', text: labelling },
]
const { policies } = loadPolicies(texts, { kubernetesVersion: '1.37' })
const { snapshot } = createSnapshot({ policies })

const name = fc.constantFrom('a', 'b', 'c', 'mesh')
const quantities = fc.dictionary(
  fc.constantFrom('cpu', 'memory'),
  fc.constantFrom('1', '100m', '64Mi'),
)
const container = fc.record(
  {
    name,
    image: fc.constantFrom('a:1', 'b:2'),
    resources: fc.record({ limits: quantities, requests: quantities }, { requiredKeys: [] }),
    env: fc.array(fc.record({ name: fc.string(), value: fc.string() }), { maxLength: 2 }),
  },
  { requiredKeys: ['name'] },
)
const containers = fc.uniqueArray(container, { maxLength: 3, selector: (each) => each.name })
const toleration = fc.record(
  {
    key: fc.constantFrom('spot', 'other'),
    operator: fc.constantFrom('Equal', 'Exists'),
    value: fc.constant('true'),
    effect: fc.constantFrom('NoSchedule', 'NoExecute'),
  },
  { requiredKeys: ['key'] },
)
const key = fc.constantFrom('node.kubernetes.io/lifecycle', 'a~b/c', '__proto__', 'constructor')
const template = fc.record({
  metadata: fc.record(
    {
      labels: fc.constantFrom(
        { 'sallyport.dev/spot': 'true' },
        {},
        JSON.parse('{"__proto__": "x", "sallyport.dev/spot": "true"}'),
      ),
    },
    { requiredKeys: [] },
  ),
  spec: fc.record(
    {
      containers,
      initContainers: containers,
      tolerations: fc.array(toleration, { maxLength: 3 }),
      nodeSelector: fc.dictionary(key, fc.constantFrom('spot', 'x')),
    },
    { requiredKeys: ['containers'] },
  ),
})

const pod = template.map((value) => ({ apiVersion: 'v1', kind: 'Pod', ...value }))
const deployment = template.map((value) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'd' },
  spec: { template: value },
}))

function mutated(object: JsonObject): { readonly object: JsonObject; readonly operations: number } {
  const request = requestFor(object, { door: 'mutate', uid: 'u' })
  const admission = admit(request, snapshot, { time: '', answers: new Map() }, () => false)
  if (admission.kind !== 'decision' || !admission.decision.allowed || request.object === null) {
    throw new Error(JSON.stringify(admission))
  }
  const { patch } = admission.decision
  const result = applyPatch(request.object, patch)
  if (result.kind !== 'patched') throw new Error(result.message)
  return { object: result.value as JsonObject, operations: patch.length }
}

test('the patch of any Pod or workload applies, and its result needs no further patch', () => {
  fc.assert(
    fc.property(fc.oneof(pod, deployment), (object) => {
      const first = mutated(object as unknown as JsonObject)
      expect(first.operations).toBeGreaterThan(0)
      expect(mutated(first.object).operations).toBe(0)
    }),
    { numRuns: 500 },
  )
})
