import { expect, test } from 'vitest'
import { createSnapshot, estimatedCostsOf, loadPolicies } from '#src/core/index.ts'

const definition = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: gadgets.example.com }
spec:
  group: example.com
  scope: Namespaced
  names: { kind: Gadget, plural: gadgets }
  versions:
    - name: v1
      served: true
      storage: true
      schema:
        openAPIV3Schema:
          type: object
          properties:
            sizes: { type: array, maxItems: 10, items: { type: integer } }
            names: { type: array, items: { type: string, maxLength: 5 } }
`

function costsOf(expression: string, resources = 'gadgets') {
  const text = `apiVersion: sallyport.dev/v1alpha1
kind: ValidatingRule
metadata: { name: example }
spec:
  matchConstraints:
    resourceRules:
      - { apiGroups: [example.com, ""], apiVersions: [v1], operations: [CREATE], resources: [${resources}] }
  validations:
    - expression: ${expression}
`
  const { policies } = loadPolicies([{ name: 'policy.yaml', text }], { kubernetesVersion: '1.37' })
  const { snapshot } = createSnapshot({ policies, context: [{ name: 'crd', text: definition }] })
  return (estimatedCostsOf(snapshot).get('ValidatingRule/example') ?? []).map(
    ({ kind: { kind }, cost }) => ({ kind, ...cost }),
  )
}

const unlimited = 2n ** 64n - 1n

test.for([
  { expression: 'object.sizes.all(s, s > 1)', min: 3n, max: 53n },
  { expression: 'object.sizes == oldObject.sizes', min: 5n, max: 5n },
  { expression: 'object.names.all(n, n == "a")', min: 3n, max: 5_242_878n },
  { expression: 'request.userInfo.groups.all(g, g == "a")', min: 4n, max: unlimited },
])('$expression costs $min to $max', ({ expression, min, max }) => {
  expect(costsOf(expression)).toEqual([{ kind: 'Gadget', min, max }])
})

test('every kind that is known and for which it compiles has its estimate', () => {
  const costs = costsOf('object.metadata.name == "a"', 'gadgets, pods, things')
  expect(costs.map(({ kind }) => kind)).toEqual(['Pod', 'Gadget'])
  expect(costsOf('object.sizes.size() > 1', 'gadgets, pods')).toHaveLength(1)
  expect(costsOf('object.sizes.size() > 1', '"*"')).toEqual([])
})
