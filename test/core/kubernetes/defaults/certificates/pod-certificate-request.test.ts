import { describe } from 'vitest'
import { testDefaults } from '../default-rows.ts'

describe('PodCertificateRequests', () => {
  testDefaults([
    {
      name: 'nothing is said about the time',
      struct: 'certificates.v1.PodCertificateRequestSpec',
      given: { signerName: 'a/b' },
      sets: { maxExpirationSeconds: 86400 },
    },
    {
      name: 'an hour',
      struct: 'certificates.v1.PodCertificateRequestSpec',
      given: { signerName: 'a/b', maxExpirationSeconds: 3600 },
      sets: {},
    },
  ])
})
