import { isAtLeast, type KubernetesVersion } from '../../version.ts'
import { type Defaulter, type Draft, setAbsent, structAt, structsAt } from '../defaulter.ts'

const threeHoursInSeconds = 10_800

const typesWithInternalTraffic = ['ClusterIP', 'NodePort', 'LoadBalancer']

/**
 * A ClusterIP that keeps no client, whose target ports are its ports; what traffic policies and node ports follow from its
 * type.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/apis/core/v1/defaults.go#L106
 */
export const service: Defaulter = { struct: 'core.v1.Service', apply: setService }

function setService(draft: Draft, version: KubernetesVersion): void {
  const spec = structAt(draft, 'spec')
  if (spec === undefined) return
  setAbsent(spec, 'type', 'ClusterIP')
  setSessionAffinity(spec)
  structsAt(spec, 'ports').forEach(setTargetPort)
  setTraffic(spec, version)
  if (spec['type'] !== 'LoadBalancer') return
  setAbsent(spec, 'allocateLoadBalancerNodePorts', true)
  if (isAtLeast(version, '1.30')) setIpModes(structAt(draft, 'status'))
}

/** A configuration without affinity is dropped; one for clients that lacks the time is replaced. */
function setSessionAffinity(spec: Draft): void {
  setAbsent(spec, 'sessionAffinity', 'None')
  if (spec['sessionAffinity'] === 'None') delete spec['sessionAffinityConfig']
  if (spec['sessionAffinity'] !== 'ClientIP') return
  const config = structAt(spec, 'sessionAffinityConfig')
  const clientIp = config && structAt(config, 'clientIP')
  if (typeof clientIp?.['timeoutSeconds'] === 'number') return
  spec['sessionAffinityConfig'] = { clientIP: { timeoutSeconds: threeHoursInSeconds } }
}

/** Neither 0 nor empty text is a target. */
function setTargetPort(port: Draft): void {
  if (port['targetPort'] === 0 || port['targetPort'] === '') delete port['targetPort']
  setAbsent(port, 'targetPort', port['port'] ?? 0)
}

function setTraffic(spec: Draft, version: KubernetesVersion): void {
  if (isReachedFromOutside(spec, version)) setAbsent(spec, 'externalTrafficPolicy', 'Cluster')
  if (typesWithInternalTraffic.includes(String(spec['type']))) {
    setAbsent(spec, 'internalTrafficPolicy', 'Cluster')
  }
}

/**
 * External IPs count from 1.29 on.
 * https://github.com/kubernetes/kubernetes/blob/v1.28.15/pkg/apis/core/v1/defaults.go#L125
 */
function isReachedFromOutside(spec: Draft, version: KubernetesVersion): boolean {
  if (spec['type'] === 'LoadBalancer' || spec['type'] === 'NodePort') return true
  const ips = spec['externalIPs']
  const hasIps = Array.isArray(ips) && ips.length > 0
  return spec['type'] === 'ClusterIP' && hasIps && isAtLeast(version, '1.29')
}

/**
 * Where the gate LoadBalancerIPMode is on: from 1.30.
 * https://github.com/kubernetes/kubernetes/blob/v1.30.14/pkg/features/kube_features.go
 */
function setIpModes(status: Draft | undefined): void {
  const loadBalancer = status && structAt(status, 'loadBalancer')
  for (const ingress of loadBalancer ? structsAt(loadBalancer, 'ingress') : []) {
    if (ingress['ip'] !== undefined) setAbsent(ingress, 'ipMode', 'VIP')
  }
}
