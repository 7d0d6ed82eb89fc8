import { describe } from 'vitest'
import { testDefaults } from '../default-rows.ts'

const up = {
  stabilizationWindowSeconds: 0,
  selectPolicy: 'Max',
  policies: [
    { type: 'Pods', value: 4, periodSeconds: 15 },
    { type: 'Percent', value: 100, periodSeconds: 15 },
  ],
}
const down = {
  selectPolicy: 'Max',
  policies: [{ type: 'Percent', value: 100, periodSeconds: 15 }],
}
const said = {
  stabilizationWindowSeconds: 60,
  selectPolicy: 'Disabled',
  policies: [{ type: 'Pods', value: 1, periodSeconds: 1 }],
  tolerance: '50m',
}

describe('HorizontalPodAutoscalers', () => {
  testDefaults([
    {
      name: 'version 1: at least one replica, and no metric',
      struct: 'autoscaling.v1.HorizontalPodAutoscalerSpec',
      given: { maxReplicas: 3 },
      sets: { minReplicas: 1 },
    },
    {
      name: 'version 1: no replica is a number too',
      struct: 'autoscaling.v1.HorizontalPodAutoscalerSpec',
      given: { minReplicas: 0 },
      sets: {},
    },
    {
      name: 'nothing is said: processor time, and no behavior',
      struct: 'autoscaling.v2.HorizontalPodAutoscalerSpec',
      given: { maxReplicas: 3 },
      sets: {
        minReplicas: 1,
        metrics: [
          {
            type: 'Resource',
            resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 80 } },
          },
        ],
      },
    },
    {
      name: 'everything is said',
      struct: 'autoscaling.v2.HorizontalPodAutoscalerSpec',
      given: {
        minReplicas: 0,
        metrics: [{ type: 'Pods' }],
        behavior: { scaleUp: said, scaleDown: said },
      },
      sets: {},
    },
    {
      name: 'an empty behavior',
      struct: 'autoscaling.v2.HorizontalPodAutoscalerBehavior',
      given: {},
      sets: { scaleUp: up, scaleDown: down },
    },
    {
      name: 'a behavior in one direction',
      struct: 'autoscaling.v2.HorizontalPodAutoscalerBehavior',
      given: { scaleDown: { stabilizationWindowSeconds: 0, tolerance: '1' } },
      sets: {
        scaleUp: up,
        scaleDown: { ...down, stabilizationWindowSeconds: 0, tolerance: '1' },
      },
    },
  ])
})
