import type { Controller } from './controller.ts'
import { podCreation, podFromTemplate } from './pod-from-template.ts'

/** https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/controller/replicaset/replica_set.go */
export const replicaSet: Controller = {
  ...{ group: 'apps', resource: 'replicasets', creates: 'Pod' },
  create: (owner) =>
    podCreation(owner, {
      object: podFromTemplate(owner),
      account: 'replicaset-controller',
      unknown: [],
    }),
}

/** The same code. https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/controller/replication/replication_controller.go */
export const replicationController: Controller = {
  ...{ group: '', resource: 'replicationcontrollers', creates: 'Pod' },
  create: (owner) =>
    podCreation(owner, {
      object: podFromTemplate(owner),
      account: 'replication-controller',
      unknown: [],
    }),
}
