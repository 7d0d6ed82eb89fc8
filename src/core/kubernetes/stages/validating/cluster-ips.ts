import type { JsonObject } from '../../../source/json-value.ts'
import { objectsIn } from '../context-objects.ts'
import { editAt, listOf, objectAt, textOf } from '../edit.ts'
import { clusterIp } from '../placeholders.ts'
import type { Staged, Surroundings, Unknown } from '../surroundings.ts'

type Family = 'IPv4' | 'IPv6'

/** The families of a cluster's Services, its main one first; a cluster that nobody described has IPv4 alone. */
interface Families {
  readonly families: readonly Family[]
  readonly isKnown: boolean
}

/**
 * Every Service but an external name has IP families, and but for a headless one an address of each.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/registry/core/service/storage/alloc.go (initIPFamilyFields, allocClusterIPs)
 */
export function withClusterIps(object: JsonObject, surroundings: Surroundings): Staged {
  const spec = objectAt(object, ['spec'])
  if (textOf(spec, 'type') === 'ExternalName') return { object: normalized(object), unknown: [] }
  const cluster = familiesOf(surroundings)
  const families = withFamilies(objectAt(normalized(object), ['spec']), cluster.families)
  const addressed = withAddresses(families)
  return {
    object: editAt(object, ['spec'], () => addressed),
    unknown: [...unknownFamilies(spec, cluster), ...unknownAddresses(spec, addressed)],
  }
}

/** One address makes a list of it. */
function normalized(object: JsonObject): JsonObject {
  return editAt(object, ['spec'], (spec) => {
    const one = textOf(spec, 'clusterIP')
    return one === '' || listOf(spec, 'clusterIPs').length > 0
      ? spec
      : { ...spec, clusterIPs: [one] }
  })
}

/** The ranges of the ServiceCIDR that the API server makes of its flags. */
function familiesOf(surroundings: Surroundings): Families {
  const main = objectsIn(surroundings, 'networking.k8s.io/v1', 'ServiceCIDR').find(
    (one) => objectAt(one, ['metadata'])['name'] === 'kubernetes',
  )
  const families = main ? listOf(objectAt(main, ['spec']), 'cidrs').map(familyOf) : []
  return families.length === 0
    ? { families: ['IPv4'], isKnown: false }
    : { families, isKnown: true }
}

function familyOf(address: JsonObject[string]): Family {
  return String(address).includes(':') ? 'IPv6' : 'IPv4'
}

function withFamilies(spec: JsonObject, cluster: readonly Family[]): JsonObject {
  const addresses = listOf(spec, 'clusterIPs')
  const isHeadless = textOf(spec, 'clusterIP') === 'None'
  const isFree = isHeadless && Object.keys(objectAt(spec, ['selector'])).length === 0
  const policy = textOf(spec, 'ipFamilyPolicy') || (isFree ? 'RequireDualStack' : 'SingleStack')
  const given = listOf(spec, 'ipFamilies')
  const inferred = [...given, ...(isHeadless ? [] : addresses.slice(given.length).map(familyOf))]
  const families = inferred.length === 0 ? cluster.slice(0, 1) : inferred
  const isDual =
    policy === 'RequireDualStack' ||
    (policy === 'PreferDualStack' && (isFree || cluster.length > 1))
  const other = families[0] === 'IPv6' ? 'IPv4' : 'IPv6'
  const both = isDual && families.length === 1 ? [...families, other] : families
  return { ...spec, ipFamilyPolicy: policy, ipFamilies: both }
}

function withAddresses(spec: JsonObject): JsonObject {
  const given = listOf(spec, 'clusterIPs')
  if (given[0] === 'None') return spec
  const clusterIPs = listOf(spec, 'ipFamilies').map((family, index) => {
    const own = given[index]
    return typeof own === 'string' && own !== ''
      ? own
      : clusterIp[family === 'IPv6' ? 'IPv6' : 'IPv4']
  })
  return { ...spec, clusterIPs, clusterIP: textOf(spec, 'clusterIP') || (clusterIPs[0] ?? '') }
}

function unknownFamilies(given: JsonObject, { isKnown }: Families): readonly Unknown[] {
  if (isKnown) return []
  const decides = {
    why: 'the context has no ServiceCIDR "kubernetes": IPv4 alone is what most clusters have',
    substitute: 'assumption',
    decidedBy: { apiVersion: 'networking.k8s.io/v1', kind: 'ServiceCIDR', name: 'kubernetes' },
  } as const
  const isOpen = listOf(given, 'ipFamilies').length < 2
  return isOpen ? [{ path: ['spec', 'ipFamilies'], what: 'the IP families', ...decides }] : []
}

function unknownAddresses(given: JsonObject, spec: JsonObject): readonly Unknown[] {
  const before = listOf(given, 'clusterIPs').length || (textOf(given, 'clusterIP') === '' ? 0 : 1)
  const count = listOf(spec, 'clusterIPs').length
  if (before >= count) return []
  const drawn = {
    what: 'the address in the cluster',
    why: 'the API server allocates it',
    substitute: 'placeholder',
  } as const
  const first: readonly Unknown[] = before === 0 ? [{ path: ['spec', 'clusterIP'], ...drawn }] : []
  return [...first, { path: ['spec', 'clusterIPs'], ...drawn }]
}
