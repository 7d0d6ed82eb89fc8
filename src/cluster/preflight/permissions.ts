import { fieldOf, type JsonObject } from '../../core/index.ts'
import type { Connection } from '../connection.ts'
import type { Check, CheckResult, PreflightPlace } from './check.ts'
import { nameOfRight, type Right, rights } from './rights.ts'

const atOnce = 8

/** Whoever asks has every right that the server needs: run it as the server's own service account. */
export const permissions: Check = {
  name: 'permissions',
  run: async ({ connection, place }) => {
    const missing: Right[] = []
    for (let index = 0; index < rights.length; index += atOnce) {
      const some = rights.slice(index, index + atOnce)
      const allowed = await Promise.all(some.map((right) => may(right, connection, place)))
      missing.push(...some.filter((_, at) => !allowed[at]))
    }
    return missing.length === 0
      ? [{ outcome: 'ok', message: `all ${rights.length} rights are granted` }]
      : missing.map((right) => missingRight(right, place))
  },
}

/** https://kubernetes.io/docs/reference/access-authn-authz/authorization/#checking-api-access */
async function may(right: Right, connection: Connection, place: PreflightPlace): Promise<boolean> {
  const { group, resource, subresource, verb, where } = right
  const name = nameOfRight(right, place)
  const review = await connection.post('/apis/authorization.k8s.io/v1/selfsubjectaccessreviews', {
    apiVersion: 'authorization.k8s.io/v1',
    kind: 'SelfSubjectAccessReview',
    spec: {
      resourceAttributes: {
        ...{ group, resource, verb },
        ...(subresource === undefined ? {} : { subresource }),
        ...(where === 'cluster' ? {} : { namespace: place.namespace }),
        ...(name === undefined ? {} : { name }),
      },
    } satisfies JsonObject,
  })
  return fieldOf(fieldOf(review, 'status'), 'allowed') === true
}

function missingRight(right: Right, place: PreflightPlace): Omit<CheckResult, 'check'> {
  const { group, resource, subresource, verb, where, why, optional } = right
  const name = nameOfRight(right, place)
  const whole = subresource === undefined ? resource : `${resource}/${subresource}`
  const object = name === undefined ? '' : ` "${name}"`
  const whereabouts = where === 'cluster' ? '' : ` in namespace ${place.namespace}`
  return {
    outcome: optional === true ? 'warning' : 'problem',
    message: `the right to ${verb} ${group === '' ? whole : `${whole}.${group}`}${object}${whereabouts} is missing (${why})`,
    remedy:
      where === 'cluster'
        ? "grant it in the server's ClusterRole"
        : "grant it in the server's Role of that namespace",
  }
}
