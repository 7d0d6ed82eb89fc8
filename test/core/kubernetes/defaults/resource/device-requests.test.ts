import { describe } from 'vitest'
import { testDefaults } from '../default-rows.ts'

const one = { allocationMode: 'ExactCount', count: 1 }

describe('requests of devices', () => {
  testDefaults([
    {
      name: 'a request without a number',
      struct: 'resource.v1.DeviceRequest',
      given: { name: 'a', exactly: { deviceClassName: 'b' } },
      sets: { exactly: { deviceClassName: 'b', ...one } },
    },
    {
      name: 'alternatives',
      struct: 'resource.v1.DeviceRequest',
      given: { name: 'a', firstAvailable: [{ name: 'b' }, { name: 'c', count: 2 }] },
      sets: {
        firstAvailable: [
          { name: 'b', ...one },
          { name: 'c', ...one, count: 2 },
        ],
      },
    },
    {
      name: 'all devices have no number',
      struct: 'resource.v1.ExactDeviceRequest',
      given: { allocationMode: 'All' },
      sets: {},
    },
    {
      name: 'exactly as many as are counted',
      struct: 'resource.v1.ExactDeviceRequest',
      given: { allocationMode: 'ExactCount' },
      sets: one,
    },
    {
      name: 'tolerations',
      struct: 'resource.v1.DeviceSubRequest',
      given: { allocationMode: 'All', tolerations: [{ key: 'a' }, { operator: 'Exists' }] },
      sets: { tolerations: [{ key: 'a', operator: 'Equal' }, { operator: 'Exists' }] },
    },
    {
      name: 'a taint, whose time is known to the API server alone',
      struct: 'resource.v1.Device',
      given: { name: 'a', taints: [{ key: 'b', effect: 'NoSchedule' }] },
      sets: {},
    },
  ])
})
