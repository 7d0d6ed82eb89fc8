import { impersonatedUser, serviceAccountUser } from '../../admission/impersonated.ts'
import type { Operation, UserInfo } from '../../admission/request.ts'
import type { JsonObject } from '../../source/json-value.ts'
import {
  daemonSet,
  deployment,
  named,
  nodeAgent,
  nodeLease,
  nodeObject,
  signingRequest,
  storageAgent,
} from './system-shapes.ts'

/** Something that a cluster does for itself, and would not work without. */
export interface SystemRequest {
  /** What it is for: `the network of Pods`. */
  readonly what: string
  readonly object: JsonObject
  readonly operation: Exclude<Operation, 'CONNECT'>
  readonly userInfo: UserInfo
  /** Sallyport itself cannot start where this does not work: it must not wait for Sallyport. */
  readonly comesFirst: boolean
  /** Something of the kind runs in every cluster, but not in all of them under this name. */
  readonly isExample: boolean
}

const administrator = impersonatedUser('kubernetes-admin', ['system:masters'])
const apiServer = impersonatedUser('system:apiserver', ['system:masters'])
const node = impersonatedUser('system:node:worker-1', ['system:nodes'])

/** What clusters are made of, as their installers and components send it. */
export const systemRequests: readonly SystemRequest[] = [
  example(first('the network of Pods', daemonSet('calico-node', 'calico-system', nodeAgent))),
  example(first('the network of Pods', daemonSet('kube-flannel-ds', 'kube-flannel', nodeAgent))),
  example(first('the network of Pods', daemonSet('cilium', 'kube-system', nodeAgent))),
  example(first('Services', daemonSet('kube-proxy', 'kube-system', nodeAgent))),
  example(first('names of Services', deployment('coredns', 'kube-system'))),
  example(later('volumes', daemonSet('csi-node-plugin', 'storage-system', storageAgent))),
  example(later('certificates', deployment('cert-manager', 'cert-manager'))),
  {
    ...first('a node that is alive', nodeLease),
    operation: 'UPDATE',
    userInfo: node,
  },
  { ...first('a node that joins', nodeObject), userInfo: node },
  { ...first('the certificate of a node', signingRequest()), userInfo: node },
  {
    ...first('the authority that Pods of a new namespace trust', {
      ...named('v1', 'ConfigMap', 'kube-root-ca.crt', 'some-team'),
      data: { 'ca.crt': '-----BEGIN CERTIFICATE-----' },
    }),
    userInfo: serviceAccountUser('kube-system', 'root-ca-cert-publisher'),
  },
  {
    ...first(
      'the service account of a new namespace',
      named('v1', 'ServiceAccount', 'default', 'some-team'),
    ),
    userInfo: serviceAccountUser('kube-system', 'service-account-controller'),
  },
  {
    ...first('where a Service is found', {
      ...named('discovery.k8s.io/v1', 'EndpointSlice', 'kube-dns-abcde', 'kube-system'),
      addressType: 'IPv4',
      endpoints: [{ addresses: ['10.0.0.10'] }],
    }),
    userInfo: serviceAccountUser('kube-system', 'endpointslice-controller'),
  },
  {
    ...first('the rights that the API server gives at its start', {
      ...named('rbac.authorization.k8s.io/v1', 'ClusterRole', 'system:node'),
      rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['get'] }],
    }),
    userInfo: apiServer,
  },
  {
    ...first('the priorities that the API server gives at its start', {
      ...named('scheduling.k8s.io/v1', 'PriorityClass', 'system-node-critical'),
      value: 2_000_001_000,
    }),
    userInfo: apiServer,
  },
  {
    ...later('volumes', {
      ...named('storage.k8s.io/v1', 'CSINode', 'worker-1'),
      spec: { drivers: [] },
    }),
    userInfo: node,
  },
  {
    ...later('volumes', {
      ...named('storage.k8s.io/v1', 'VolumeAttachment', 'csi-0123'),
      spec: {
        attacher: 'csi.example.com',
        nodeName: 'worker-1',
        source: { persistentVolumeName: 'data' },
      },
    }),
    userInfo: serviceAccountUser('kube-system', 'attachdetach-controller'),
  },
]

function first(what: string, object: JsonObject): SystemRequest {
  return {
    ...{ what, object, operation: 'CREATE', userInfo: administrator },
    ...{ comesFirst: true, isExample: false },
  }
}

function later(what: string, object: JsonObject): SystemRequest {
  return { ...first(what, object), comesFirst: false }
}

function example(request: SystemRequest): SystemRequest {
  return { ...request, isExample: true }
}
