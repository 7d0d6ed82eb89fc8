import { expect, test } from 'vitest'
import { requestFor } from '#src/core/admission/request-for.ts'
import { admit } from '#src/core/engine/admit.ts'
import { admitWithParts } from '#src/core/explanation/admit-with-parts.ts'
import type { JsonObject } from '#src/core/source/json-value.ts'
import { snapshotOf } from '#test/support/decide.ts'

const pod = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'web', namespace: 'shop' },
  spec: {
    replicas: 9,
    containers: [
      { name: 'a', image: 'a:1' },
      { name: 'b', image: 'b' },
    ],
  },
} satisfies JsonObject

function partsOf(expression: string, actions = 'Deny') {
  const policies = `
apiVersion: sallyport.dev/v1alpha1
kind: ValidatingRule
metadata: { name: rule }
spec:
  matchConstraints:
    resourceRules: [{ apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [pods] }]
  variables: [{ name: most, expression: '5' }]
  validations: [{ expression: ${JSON.stringify(expression)}, message: nope }]
  validationActions: [${actions}]
`
  const snapshot = snapshotOf({ policies })
  const request = requestFor(pod, { door: 'validate', uid: '1' })
  const facts = { time: '2026-01-01T00:00:00Z', answers: new Map() }
  const plain = admit(request, snapshot, facts, () => false)
  const told = admitWithParts(request, snapshot, facts, () => false)
  if (plain.kind !== 'decision' || told.kind !== 'decision') throw new Error('something is asked')
  const findings = told.decision.findings.map(({ parts: _, ...finding }) => finding)
  expect({ ...told.decision, findings }).toEqual(plain.decision)
  return told.decision.findings.map(({ parts = [] }) =>
    parts.map(({ text, value }) => `${text} = ${value}`),
  )
}

test.for([
  {
    expression: 'object.spec.replicas <= variables.most && has(object.metadata.name)',
    parts: ['object.spec.replicas = 9', 'variables.most = 5'],
  },
  { expression: 'has(object.metadata.labels)', parts: ['has(object.metadata.labels) = false'] },
  { expression: '!has(object.metadata.name)', parts: ['has(object.metadata.name) = true'] },
  { expression: 'size(object.spec.containers) < 2', parts: ['size(object.spec.containers) = 2'] },
  {
    expression: "object.spec.containers.all(c, c.image.contains(':'))",
    parts: ['c = {"name": "b", "image": "b"}', 'c.image = "b"'],
  },
  {
    expression: "object.metadata.labels.team == 'a'",
    parts: ['object.metadata = {"name": "web", "namespace": "shop"}'],
  },
  { expression: 'false', parts: [] },
  { expression: "object.spec.replicas.startsWith('a')", parts: ['object.spec.replicas = 9'] },
])('$expression', ({ expression, parts }) => {
  expect(partsOf(expression)).toEqual([parts])
})

test('what goes to the audit log only has none, of several effects those that are told', () => {
  const expression = 'object.spec.replicas < 5'
  expect(partsOf(expression, 'Audit')).toEqual([[]])
  expect(partsOf(expression, 'Warn, Audit')).toEqual([['object.spec.replicas = 9'], []])
})
