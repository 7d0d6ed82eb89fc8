import { withClusterIps } from './cluster-ips.ts'
import { withNodePorts } from './node-ports.ts'
import { updateService } from './service-update.ts'
import { always, type Strategy } from './strategy.ts'

/**
 * A Service gets addresses and ports of the cluster, before its status is emptied.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/registry/core/service/storage/storage.go (beginCreate)
 */
export const service: Strategy = {
  group: '',
  kind: 'Service',
  ownsStatusSince: always,
  prepareForCreate: (object, surroundings) => withNodePorts(withClusterIps(object, surroundings)),
  prepareForUpdate: updateService,
}
