import { isObject } from '../../../source/json-value.ts'
import { objectAt } from '../edit.ts'
import { always, knowing, type Strategy } from './strategy.ts'

/**
 * An API that no service serves is the API server's own, and available.
 * https://github.com/kubernetes/kube-aggregator/blob/v0.37.0/pkg/registry/apiservice/strategy.go
 */
export const apiService: Strategy = {
  group: 'apiregistration.k8s.io',
  kind: 'APIService',
  ownsStatusSince: always,
  prepareForCreate: knowing((object, { time }) => {
    if (isObject(objectAt(object, ['spec'])['service'])) return object
    const available = {
      type: 'Available',
      status: 'True',
      lastTransitionTime: time,
      reason: 'Local',
      message: 'Local APIServices are always available',
    }
    return { ...object, status: { conditions: [available] } }
  }),
}
