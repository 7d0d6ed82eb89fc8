import type { Defaulter } from '../defaulter.ts'
import { container, ephemeralContainer } from './container.ts'
import { endpointPort } from './endpoint-port.ts'
import { httpGetAction } from './http-get-action.ts'
import { limitRangeItem } from './limit-range-item.ts'
import { namespace, namespaceStatus } from './namespace.ts'
import { nodeStatus } from './node-status.ts'
import { objectFieldSelector } from './object-field-selector.ts'
import { persistentVolume } from './persistent-volume.ts'
import { persistentVolumeClaim, persistentVolumeClaimSpec } from './persistent-volume-claim.ts'
import { pod } from './pod.ts'
import { podSpec } from './pod-spec.ts'
import { podStatus } from './pod-status.ts'
import { probe } from './probe.ts'
import { replicationController } from './replication-controller.ts'
import { resourceLists } from './resource-list.ts'
import { secret } from './secret.ts'
import { service } from './service.ts'
import { volume } from './volume.ts'
import { volumeSources } from './volume-sources.ts'

/**
 * What Kubernetes sets in the types of the core group. Constants that its schema states (a port's protocol, an RBD's pool, …)
 * stand in the schema table. A ConfigMap's data becomes an empty map, which leaves no trace. Quantities are rounded last.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/apis/core/v1/defaults.go
 */
export const coreDefaulters: readonly Defaulter[] = [
  container,
  endpointPort,
  ephemeralContainer,
  httpGetAction,
  limitRangeItem,
  namespace,
  namespaceStatus,
  nodeStatus,
  objectFieldSelector,
  persistentVolume,
  persistentVolumeClaim,
  persistentVolumeClaimSpec,
  pod,
  podSpec,
  podStatus,
  probe,
  replicationController,
  secret,
  service,
  volume,
  ...volumeSources,
  ...resourceLists,
]
