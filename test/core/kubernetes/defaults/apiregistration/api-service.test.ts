import { describe } from 'vitest'
import { testDefaults } from '../default-rows.ts'

describe('APIServices', () => {
  testDefaults([
    {
      name: 'a Service without a port',
      struct: 'apiregistration.v1.APIServiceSpec',
      given: { service: { name: 'a' }, groupPriorityMinimum: 1 },
      sets: { service: { name: 'a', port: 443 } },
    },
    {
      name: 'a Service with a port',
      struct: 'apiregistration.v1.APIServiceSpec',
      given: { service: { name: 'a', port: 8443 } },
      sets: {},
    },
    {
      name: 'an APIService of the API server itself',
      struct: 'apiregistration.v1.APIServiceSpec',
      given: { group: 'a' },
      sets: {},
    },
  ])
})
