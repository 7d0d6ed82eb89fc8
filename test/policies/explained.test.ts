import { expect, test } from 'vitest'
import { requestFor } from '#src/core/admission/request-for.ts'
import {
  createSnapshot,
  isObject,
  type JsonObject,
  type JsonValue,
  loadPolicies,
  readYaml,
} from '#src/core/index.ts'
import { contradictionsOf } from '../core/explanation/contradictions.ts'
import { policyFolders, textOf } from './policy-folders.ts'

/** Everything in the value that looks like an object of Kubernetes. */
function objectsIn(value: JsonValue): readonly JsonObject[] {
  if (Array.isArray(value)) return value.flatMap(objectsIn)
  if (!isObject(value)) return []
  const inside = Object.values(value).flatMap(objectsIn)
  return 'apiVersion' in value && 'metadata' in value && 'kind' in value
    ? [value, ...inside]
    : inside
}

test('the record of every object in the cases says what admit decides', () => {
  const { policies } = loadPolicies(
    policyFolders.map((folder) => textOf(folder, 'policy.yaml')),
    {
      kubernetesVersion: '1.37',
    },
  )
  const { snapshot } = createSnapshot({ policies })
  const objects = policyFolders
    .flatMap((folder) => readYaml(textOf(folder, 'cases.yaml')).documents)
    .flatMap(({ value }) => objectsIn(value))
  const facts = {
    time: '2026-01-01T00:00:00Z',
    answers: new Map([['namespace/default', { kind: 'failed', message: 'not there' } as const]]),
  }
  const contradictions = objects.flatMap((object) =>
    (['mutate', 'validate'] as const).flatMap((door) =>
      contradictionsOf(requestFor(object, { door, uid: '1' }), snapshot, facts),
    ),
  )
  expect(objects.length).toBeGreaterThan(60)
  expect(contradictions).toEqual([])
})
