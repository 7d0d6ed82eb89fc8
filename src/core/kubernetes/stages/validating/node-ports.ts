import type { JsonObject } from '../../../source/json-value.ts'
import { editAt, itemsOf, objectAt, textOf } from '../edit.ts'
import { firstNodePort } from '../placeholders.ts'
import type { Staged, Unknown } from '../surroundings.ts'

/**
 * A Service that is reachable on nodes has a node port for every port number, and one for health checks where a load balancer
 * keeps to local endpoints.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/registry/core/service/storage/alloc.go (initNodePorts)
 */
export function withNodePorts({ object, unknown }: Staged): Staged {
  const spec = objectAt(object, ['spec'])
  const given = itemsOf(spec, 'ports')
  const draw = drawerOfPorts(given)
  const ports = needsNodePorts(spec) ? allocated(given, draw) : given
  const isChecked = needsHealthCheckNodePort(spec) && !isSet(spec['healthCheckNodePort'])
  const drawn = ports.flatMap((port, index) =>
    isSet(given[index]?.['nodePort']) || !isSet(port['nodePort'])
      ? []
      : [unknownPort(['spec', 'ports', index, 'nodePort'])],
  )
  return {
    object: editAt(object, ['spec'], (own) => ({
      ...own,
      ...(ports.length === 0 ? {} : { ports }),
      ...(isChecked ? { healthCheckNodePort: draw() } : {}),
    })),
    unknown: [
      ...unknown,
      ...drawn,
      ...(isChecked ? [unknownPort(['spec', 'healthCheckNodePort'])] : []),
    ],
  }
}

/** Answers a placeholder that no port of the Service has, another one each time. */
function drawerOfPorts(ports: readonly JsonObject[]): () => number {
  const taken = new Set(ports.map(({ nodePort }) => nodePort))
  let next = firstNodePort
  return () => {
    while (taken.has(next)) next++
    return next++
  }
}

export function needsNodePorts(spec: JsonObject): boolean {
  const type = textOf(spec, 'type')
  if (type === 'NodePort') return true
  return type === 'LoadBalancer' && spec['allocateLoadBalancerNodePorts'] !== false
}

export function needsHealthCheckNodePort(spec: JsonObject): boolean {
  return textOf(spec, 'type') === 'LoadBalancer' && spec['externalTrafficPolicy'] === 'Local'
}

/** Ports of the same number, which differ in their protocol, share a node port. */
function allocated(ports: readonly JsonObject[], draw: () => number): readonly JsonObject[] {
  const byNumber = new Map<unknown, JsonObject[string]>()
  for (const { port, nodePort } of ports.toReversed()) {
    if (nodePort !== undefined && isSet(nodePort)) byNumber.set(port, nodePort)
  }
  for (const { port } of ports) if (!byNumber.has(port)) byNumber.set(port, draw())
  return ports.map((one) =>
    isSet(one['nodePort']) ? one : { ...one, nodePort: byNumber.get(one['port']) ?? firstNodePort },
  )
}

function isSet(port: JsonObject[string] | undefined): boolean {
  return port !== undefined && port !== 0
}

function unknownPort(path: Unknown['path']): Unknown {
  return {
    path,
    what: 'the port on the nodes',
    why: 'the API server allocates it',
    substitute: 'placeholder',
  }
}
