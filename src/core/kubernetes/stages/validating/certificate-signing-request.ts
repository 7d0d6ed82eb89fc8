import type { JsonObject } from '../../../source/json-value.ts'
import { editAt, withField } from '../edit.ts'
import type { RequestUser, Surroundings, Unknown } from '../surroundings.ts'
import { always, knowing, type Strategy } from './strategy.ts'

const userFields = ['username', 'uid', 'groups', 'extra']

/**
 * A request for a certificate says who made it, and nobody else.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/registry/certificates/certificates/strategy.go
 */
export const certificateSigningRequest: Strategy = {
  group: 'certificates.k8s.io',
  kind: 'CertificateSigningRequest',
  ownsStatusSince: always,
  prepareForCreate: (object, { user }: Surroundings) => ({
    object: editAt(object, ['spec'], (spec) => ({
      ...userFields.reduce((before, field) => withField(before, field, undefined), spec),
      ...(user === undefined ? {} : printed(user)),
    })),
    unknown: user === undefined ? [unknownUser] : [],
  }),
  prepareForUpdate: knowing((object, old) => withField(object, 'spec', old['spec'])),
}

/** As Go prints it: what is empty is left out. */
function printed({ username, uid = '', groups = [], extra = {} }: RequestUser): JsonObject {
  return {
    ...(username === '' ? {} : { username }),
    ...(uid === '' ? {} : { uid }),
    ...(groups.length === 0 ? {} : { groups }),
    ...(Object.keys(extra).length === 0 ? {} : { extra }),
  }
}

const unknownUser: Unknown = {
  path: ['spec', 'username'],
  what: 'who asks for the certificate, with uid, groups and extra',
  why: 'nobody said who sends the request',
  substitute: 'nothing',
}
