import { parseQuantity } from '../../src/core/kubernetes/parse-quantity.ts'
import { compareQuantities, type Quantity } from '../../src/core/kubernetes/quantity.ts'
import {
  type CompiledPattern,
  compilePattern,
  matchesAnywhere,
} from '../../src/core/source/regular-expression.ts'
import type { Container, Subject } from './subjects.ts'

/** A predicate as a policy has it, and as an engineer would write it without CEL. */
export interface Predicate {
  readonly name: string
  readonly expression: string
  readonly byHand: (subject: Subject) => boolean | string
  readonly result: 'bool' | 'string'
  /** Containers of each Pod that it judges, and how many Pods take turns. */
  readonly containers: number
  readonly pods: number
}

const withLimits =
  'object.spec.containers.all(c, has(c.resources) && has(c.resources.limits) && has(c.resources.limits.cpu) && has(c.resources.limits.memory))'

const safeMounts =
  "object.spec.containers.all(c, !has(c.volumeMounts) || c.volumeMounts.all(m, m.mountPath.startsWith('/') && (!has(m.subPath) || !m.subPath.contains('..'))))"

/** More than any table of remembered answers holds: a name or a quantity is new whenever it comes. */
const moreThanAreRemembered = 1200

export const predicates: readonly Predicate[] = [
  predicate('one field', "object.metadata.namespace != 'default'", ({ object }) => {
    return object.metadata.namespace !== 'default'
  }),
  predicate(
    'a label is there',
    "has(object.metadata.labels) && 'team' in object.metadata.labels",
    ({ object: { metadata } }) => {
      return metadata.labels !== undefined && Object.hasOwn(metadata.labels, 'team')
    },
  ),
  predicate(
    'two has() and logic',
    '(!has(object.spec.hostNetwork) || !object.spec.hostNetwork) && (!has(object.spec.hostPID) || !object.spec.hostPID)',
    ({ object: { spec } }) => {
      return (
        (spec.hostNetwork === undefined || !spec.hostNetwork) &&
        (spec.hostPID === undefined || !spec.hostPID)
      )
    },
  ),
  predicate(
    'image tag, 3 containers',
    "object.spec.containers.all(c, c.image.contains('@') || (c.image.substring(c.image.lastIndexOf('/') + 1).contains(':') && !c.image.endsWith(':latest')))",
    ({ object }) => object.spec.containers.every(hasTag),
  ),
  predicate(
    'allowed registries',
    "object.spec.containers.all(c, ['ghcr.io/example/', 'quay.io/example/', 'registry.example.com/'].exists(r, c.image.startsWith(r)))",
    ({ object }) => {
      return object.spec.containers.every(({ image }) =>
        registries.some((registry) => image.startsWith(registry)),
      )
    },
  ),
  predicate(
    'regular expression, new names',
    "object.metadata.name.matches('^[a-z]([-a-z0-9]*[a-z0-9])?-[0-9a-f]{8,10}-[a-z0-9]{5}$')",
    ({ object }) => matchesAnywhere(namePattern, object.metadata.name),
    { pods: moreThanAreRemembered },
  ),
  predicate(
    'new quantities, 3 containers',
    "object.spec.containers.all(c, quantity(c.resources.requests.memory).compareTo(quantity('2Gi')) <= 0)",
    ({ object }) => object.spec.containers.every(asksForLittle),
    { pods: moreThanAreRemembered },
  ),
  predicate('limits, 3 containers', withLimits, haveLimits),
  predicate('limits, 30 containers', withLimits, haveLimits, { containers: 30 }),
  predicate('mounts, 3 containers', safeMounts, haveSafeMounts),
  predicate('mounts, 30 containers', safeMounts, haveSafeMounts, { containers: 30 }),
  predicate(
    'mounts × volumes',
    'object.spec.containers.all(c, c.?volumeMounts.orValue([]).all(m, object.spec.volumes.exists(v, v.name == m.name && !has(v.hostPath))))',
    ({ object: { spec } }) => {
      return spec.containers.every(({ volumeMounts = [] }) =>
        volumeMounts.every((mount) =>
          spec.volumes.some((volume) => volume.name === mount.name && !volume.hostPath),
        ),
      )
    },
  ),
  predicate(
    'optional chain',
    'object.spec.?securityContext.?runAsNonRoot.orValue(false) == true',
    ({ object }) => (object.spec.securityContext?.runAsNonRoot ?? false) === true,
  ),
  predicate(
    'filter, map, size',
    'object.spec.containers.filter(c, has(c.securityContext.privileged) && c.securityContext.privileged).map(c, c.name).size() == 0',
    ({ object }) => {
      const privileged = object.spec.containers.filter(
        ({ securityContext }) => securityContext.privileged,
      )
      return privileged.map(({ name }) => name).length === 0
    },
  ),
  predicate(
    'in a constant list',
    "request.operation in ['CREATE', 'UPDATE'] && object.spec.dnsPolicy in ['ClusterFirst', 'ClusterFirstWithHostNet', 'Default']",
    ({ object, request }) => {
      return operations.includes(request.operation) && dnsPolicies.includes(object.spec.dnsPolicy)
    },
  ),
  predicate(
    'two variables over labels',
    "object.metadata.?labels.orValue({}).all(k, v, !k.startsWith('app.kubernetes.io/') || v.size() <= 20)",
    ({ object }) => {
      return Object.entries(object.metadata.labels ?? {}).every(
        ([key, value]) => !key.startsWith('app.kubernetes.io/') || value.length <= 20,
      )
    },
  ),
  predicate(
    'arithmetic',
    'object.spec.terminationGracePeriodSeconds * 2 + object.spec.containers.size() * 5 - object.spec.priority % 7 <= 73',
    ({ object: { spec } }) => {
      const { terminationGracePeriodSeconds, containers, priority } = spec
      return terminationGracePeriodSeconds * 2 + containers.length * 5 - (priority % 7) <= 73
    },
  ),
  predicate(
    'join',
    "object.spec.containers.map(c, c.name).join(',').size() <= 63",
    ({ object }) => object.spec.containers.map(({ name }) => name).join(',').length <= 63,
  ),
  predicate(
    'format',
    "'%s/%s (priority %d)'.format([object.metadata.namespace, object.metadata.name, object.spec.priority]) != 'default/shop (priority 0)'",
    ({ object: { metadata, spec } }) => {
      const text = `${metadata.namespace}/${metadata.name} (priority ${spec.priority})`
      return text !== 'default/shop (priority 0)'
    },
  ),
  predicate(
    'sets',
    "object.spec.containers.all(c, sets.contains(['NET_BIND_SERVICE', 'CHOWN'], c.securityContext.?capabilities.?add.orValue([])))",
    ({ object }) => {
      return object.spec.containers.every(({ securityContext }) =>
        (securityContext.capabilities?.add ?? []).every((name) => capabilities.includes(name)),
      )
    },
  ),
  predicate(
    'a message',
    "'Pod ' + object.metadata.namespace + '/' + object.metadata.name + ': without a memory limit: ' + object.spec.containers.filter(c, !has(c.resources.limits.memory)).map(c, c.name).join(', ')",
    ({ object: { metadata, spec } }) => {
      const names = spec.containers
        .filter(({ resources }) => resources?.limits?.memory === undefined)
        .map(({ name }) => name)
      return `Pod ${metadata.namespace}/${metadata.name}: without a memory limit: ${names.join(', ')}`
    },
    { result: 'string' },
  ),
]

function predicate(
  name: string,
  expression: string,
  byHand: Predicate['byHand'],
  {
    containers = 3,
    pods = 16,
    result = 'bool',
  }: Partial<Pick<Predicate, 'containers' | 'pods' | 'result'>> = {},
): Predicate {
  return { name, expression, byHand, result, containers, pods }
}

const registries = ['ghcr.io/example/', 'quay.io/example/', 'registry.example.com/']
const operations = ['CREATE', 'UPDATE']
const dnsPolicies = ['ClusterFirst', 'ClusterFirstWithHostNet', 'Default']
const capabilities = ['NET_BIND_SERVICE', 'CHOWN']

const namePattern = patternOf(
  compilePattern('^[a-z]([-a-z0-9]*[a-z0-9])?-[0-9a-f]{8,10}-[a-z0-9]{5}$'),
)
const allowedMemory = quantityOf('2Gi')

function patternOf(compiled: CompiledPattern) {
  if (compiled.kind === 'problem') throw new Error(compiled.message)
  return compiled.pattern
}

function quantityOf(text: string): Quantity {
  const parsed = parseQuantity(text)
  if (parsed.kind === 'problem') throw new Error(parsed.message)
  return parsed.quantity
}

function hasTag({ image }: Container): boolean {
  if (image.includes('@')) return true
  return image.slice(image.lastIndexOf('/') + 1).includes(':') && !image.endsWith(':latest')
}

function asksForLittle({ resources }: Container): boolean {
  const memory = quantityOf(resources?.requests?.memory ?? '')
  return compareQuantities(memory, allowedMemory) <= 0
}

function haveLimits({ object }: Subject): boolean {
  return object.spec.containers.every(
    ({ resources }) =>
      resources?.limits !== undefined &&
      resources.limits.cpu !== undefined &&
      resources.limits.memory !== undefined,
  )
}

function haveSafeMounts({ object }: Subject): boolean {
  return object.spec.containers.every(
    ({ volumeMounts }) =>
      volumeMounts === undefined ||
      volumeMounts.every(
        ({ mountPath, subPath }) =>
          mountPath.startsWith('/') && (subPath === undefined || !subPath.includes('..')),
      ),
  )
}
