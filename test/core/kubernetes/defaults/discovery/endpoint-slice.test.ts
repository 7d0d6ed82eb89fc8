import { describe } from 'vitest'
import { testDefaults } from '../default-rows.ts'

describe('EndpointSlices', () => {
  testDefaults([
    {
      name: 'ports',
      struct: 'discovery.v1.EndpointSlice',
      given: {
        metadata: {},
        addressType: 'IPv4',
        endpoints: null,
        ports: [{}, { name: 'a', protocol: 'UDP' }],
      },
      sets: {
        ports: [
          { name: '', protocol: 'TCP' },
          { name: 'a', protocol: 'UDP' },
        ],
      },
    },
    {
      name: 'no ports',
      struct: 'discovery.v1.EndpointSlice',
      given: { metadata: {}, addressType: 'IPv4', endpoints: null, ports: null },
      sets: {},
    },
  ])
})
