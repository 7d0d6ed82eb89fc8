import {
  configurationKinds,
  fieldOf,
  isArray,
  isObject,
  type JsonObject,
  type JsonValue,
  jsonEqual,
  valueAt,
} from '../../core/index.ts'
import type { ServedResource } from '../discovery.ts'
import { pathOf } from '../list-objects.ts'

export type Which = keyof typeof configurationKinds

/** In the order in which they are written. */
export const whiches: readonly Which[] = ['mutating', 'validating']

export function configurationResource(which: Which): ServedResource {
  return {
    ...configurationKinds[which],
    group: 'admissionregistration.k8s.io',
    version: 'v1',
    apiVersion: 'admissionregistration.k8s.io/v1',
    namespaced: false,
    verbs: ['get', 'list', 'watch'],
  }
}

export function configurationPath(which: Which, name: string): string {
  return `${pathOf(configurationResource(which), undefined)}/${name}`
}

/**
 * Whether the webhooks are those that are wanted, in their order, and our labels, annotations and owner are there; others may be
 * too.
 * Where we do not say whom the API server trusts, anybody may.
 */
export function isAsWanted(held: JsonObject | undefined, wanted: JsonObject): boolean {
  if (held === undefined) return false
  return (
    jsonEqual(comparable(webhooksOf(held), webhooksOf(wanted)), webhooksOf(wanted)) &&
    hasAll(held, wanted, 'labels') &&
    hasAll(held, wanted, 'annotations') &&
    ownersOf(wanted).every((owner) => ownersOf(held).includes(owner))
  )
}

export function webhooksOf(configuration: JsonObject): readonly JsonValue[] {
  const webhooks = fieldOf(configuration, 'webhooks')
  return isArray(webhooks) ? webhooks : []
}

function comparable(held: readonly JsonValue[], wanted: readonly JsonValue[]): JsonValue {
  const saysWhom = wanted.some(
    (webhook) => valueAt(webhook, ['clientConfig', 'caBundle']) !== undefined,
  )
  return saysWhom ? held : held.map(withoutBundle)
}

function withoutBundle(webhook: JsonValue): JsonValue {
  const client = fieldOf(webhook, 'clientConfig')
  if (!isObject(webhook) || !isObject(client)) return webhook
  const { caBundle: _left, ...clientConfig } = client
  return { ...webhook, clientConfig }
}

function hasAll(held: JsonObject, wanted: JsonObject, field: 'labels' | 'annotations'): boolean {
  const own = valueAt(wanted, ['metadata', field])
  const all = valueAt(held, ['metadata', field])
  return Object.entries(isObject(own) ? own : {}).every(
    ([key, value]) => isObject(all) && fieldOf(all, key) === value,
  )
}

/** Their uids. */
function ownersOf(configuration: JsonObject): readonly JsonValue[] {
  const owners = valueAt(configuration, ['metadata', 'ownerReferences'])
  return isArray(owners) ? owners.map((owner) => fieldOf(owner, 'uid') ?? null) : []
}
