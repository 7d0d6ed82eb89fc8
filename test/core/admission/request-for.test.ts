import { expect, test } from 'vitest'
import { guessedResource } from '#src/core/admission/request-for.ts'

test.for([
  { kind: 'VirtualService', resource: 'virtualservices' },
  { kind: 'Ingress', resource: 'ingresses' },
  { kind: 'AuthorizationPolicy', resource: 'authorizationpolicies' },
  { kind: 'Gateway', resource: 'gateways' },
])('$kind is likely to be $resource', ({ kind, resource }) => {
  expect(guessedResource(kind)).toBe(resource)
})
