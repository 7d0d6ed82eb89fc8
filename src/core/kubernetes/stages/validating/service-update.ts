import { jsonEqual } from '../../../source/equal.ts'
import type { JsonObject, JsonValue } from '../../../source/json-value.ts'
import { editAt, itemsOf, listOf, objectAt, textOf, withField } from '../edit.ts'
import type { Staged, Surroundings } from '../surroundings.ts'
import { withClusterIps } from './cluster-ips.ts'
import { needsHealthCheckNodePort, needsNodePorts, withNodePorts } from './node-ports.ts'

/**
 * An updated Service keeps the addresses and ports that it was given, gets those that its new type needs, and loses those that it
 * does not need any more.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/registry/core/service/storage/storage.go (beginUpdate)
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/registry/core/service/strategy.go (dropTypeDependentFields)
 */
export function updateService(
  object: JsonObject,
  old: JsonObject,
  surroundings: Surroundings,
): Staged {
  const before = objectAt(old, ['spec'])
  const patched = editAt(object, ['spec'], (spec) => withAllocated(spec, before))
  const { object: allocated, unknown } = withNodePorts(withClusterIps(patched, surroundings))
  return {
    object: editAt(allocated, ['spec'], (spec) => withoutUnneeded(spec, before)),
    unknown,
  }
}

function withAllocated(spec: JsonObject, old: JsonObject): JsonObject {
  const addressed = hasAddress(old) && hasAddress(spec) ? withAddressesOf(spec, old) : spec
  const ported =
    needsNodePorts(old) && needsNodePorts(spec) ? withNodePortsOf(addressed, old) : addressed
  const keepsCheck = needsHealthCheckNodePort(old) && needsHealthCheckNodePort(spec)
  return keepsCheck ? withAbsent(ported, old, ['healthCheckNodePort']) : ported
}

function hasAddress(spec: JsonObject): boolean {
  return textOf(spec, 'type') !== 'ExternalName'
}

/** A single-stack Service keeps the first of two. */
function withAddressesOf(spec: JsonObject, old: JsonObject): JsonObject {
  const kept = withAbsent(spec, old, ['clusterIP', 'clusterIPs', 'ipFamilyPolicy', 'ipFamilies'])
  const isMoved =
    textOf(kept, 'clusterIP') !== textOf(old, 'clusterIP') &&
    jsonEqual(listOf(kept, 'clusterIPs'), listOf(old, 'clusterIPs'))
  const moved = isMoved ? { ...kept, clusterIPs: [textOf(kept, 'clusterIP')] } : kept
  if (textOf(moved, 'ipFamilyPolicy') !== 'SingleStack') return moved
  return ['clusterIPs', 'ipFamilies'].reduce((one, field) => firstOnly(one, old, field), moved)
}

function firstOnly(spec: JsonObject, old: JsonObject, field: string): JsonObject {
  const list = listOf(spec, field)
  const isSame = list.length > 1 && jsonEqual(list, listOf(old, field))
  return isSame ? { ...spec, [field]: list.slice(0, 1) } : spec
}

/** Ports keep their node ports by their name, unless another port asks for that. */
function withNodePortsOf(spec: JsonObject, old: JsonObject): JsonObject {
  const ports = itemsOf(spec, 'ports')
  const asked = ports.map(({ nodePort }) => nodePort)
  const before = new Map(itemsOf(old, 'ports').map((port) => [textOf(port, 'name'), port]))
  if (ports.length === 0) return spec
  return {
    ...spec,
    ports: ports.map((port) => {
      const nodePort = before.get(textOf(port, 'name'))?.['nodePort']
      const isFree = nodePort !== undefined && !asked.includes(nodePort)
      return port['nodePort'] === undefined && isFree ? { ...port, nodePort } : port
    }),
  }
}

function withAbsent(spec: JsonObject, old: JsonObject, fields: readonly string[]): JsonObject {
  return fields.reduce(
    (before, field) =>
      before[field] === undefined ? withField(before, field, old[field]) : before,
    spec,
  )
}

/** What a type does not need goes where the request left it as it was. */
function withoutUnneeded(spec: JsonObject, old: JsonObject): JsonObject {
  const same = (field: string) => jsonEqual(orNull(spec[field]), orNull(old[field]))
  const type = textOf(spec, 'type')
  const wasBalancer = textOf(old, 'type') === 'LoadBalancer'
  const isBalancer = type === 'LoadBalancer'
  const dropped = [
    ...(hasAddress(old) && !hasAddress(spec) ? droppedAddresses(same) : []),
    ...(needsHealthCheckNodePort(old) && !needsHealthCheckNodePort(spec)
      ? ['healthCheckNodePort'].filter(same)
      : []),
    ...(wasBalancer && !isBalancer
      ? ['allocateLoadBalancerNodePorts', 'loadBalancerClass'].filter(same)
      : []),
    ...(isExternal(old) && !isExternal(spec) ? ['externalTrafficPolicy'].filter(same) : []),
  ]
  const kept = dropped.reduce((before, field) => withField(before, field, undefined), spec)
  const losesPorts = isOnNodes(old) && !isOnNodes(spec) && hasNoNewNodePort(spec, old)
  return losesPorts ? withoutNodePorts(kept) : kept
}

function droppedAddresses(same: (field: string) => boolean): readonly string[] {
  return [
    ...(same('clusterIP') && same('clusterIPs') ? ['clusterIP', 'clusterIPs'] : []),
    ...['ipFamilies', 'ipFamilyPolicy'].filter(same),
  ]
}

function isOnNodes(spec: JsonObject): boolean {
  return ['NodePort', 'LoadBalancer'].includes(textOf(spec, 'type'))
}

function isExternal(spec: JsonObject): boolean {
  return (
    isOnNodes(spec) ||
    (textOf(spec, 'type') === 'ClusterIP' && listOf(spec, 'externalIPs').length > 0)
  )
}

function hasNoNewNodePort(spec: JsonObject, old: JsonObject): boolean {
  const before = itemsOf(old, 'ports').map(({ nodePort }) => nodePort)
  return itemsOf(spec, 'ports').every(
    ({ nodePort }) => nodePort === undefined || before.includes(nodePort),
  )
}

function withoutNodePorts(spec: JsonObject): JsonObject {
  const ports = itemsOf(spec, 'ports').map((port) => withField(port, 'nodePort', undefined))
  return ports.length === 0 ? spec : { ...spec, ports }
}

function orNull(value: JsonValue | undefined): JsonValue {
  return value ?? null
}
