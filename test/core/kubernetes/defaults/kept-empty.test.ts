import { expect, test } from 'vitest'
import { builtInKindsOnly } from '#src/core/kubernetes/kinds.ts'
import { asHeld } from '#src/core/kubernetes/passage.ts'
import type { JsonObject } from '#src/core/source/json-value.ts'

/** What decode keeps although it is empty, so that its default is not set, is gone when defaults are set. */
test.for<{ name: string; object: JsonObject; held: JsonObject }>([
  {
    name: 'no policies of an autoscaler',
    object: {
      apiVersion: 'autoscaling/v2',
      kind: 'HorizontalPodAutoscaler',
      spec: { behavior: { scaleUp: { policies: [] }, scaleDown: {} } },
    },
    held: {
      spec: {
        behavior: {
          scaleUp: { stabilizationWindowSeconds: 0, selectPolicy: 'Max' },
          scaleDown: {
            selectPolicy: 'Max',
            policies: [{ type: 'Percent', value: 100, periodSeconds: 15 }],
          },
        },
      },
    },
  },
  {
    name: 'nothing that can be allocated on a Node',
    object: {
      apiVersion: 'v1',
      kind: 'Node',
      status: { capacity: { cpu: '1' }, allocatable: {} },
    },
    held: { status: { capacity: { cpu: '1' } } },
  },
])('$name', ({ object, held }) => {
  const { object: found } = asHeld(object, builtInKindsOnly, '1.37')
  expect(found).toMatchObject(held)
  expect(JSON.stringify(found)).not.toMatch(/"policies":\[\]|allocatable/)
})
