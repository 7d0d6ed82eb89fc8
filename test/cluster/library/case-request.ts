import { isArray, type JsonObject, type JsonValue, printJson, valueAt } from '#src/core/index.ts'
import { diff } from '#src/core/mutation/diff.ts'
import type { PolicyCase } from '#src/tester/cases/policy-case.ts'
import type { ApiRequest } from '../api-client.ts'
import { createPath, type ServedResource } from '../served-resources.ts'
import { servedAs } from '../tester-parity/served-as.ts'

/** What a case asks of the API server, and what must be there before. */
export interface CaseRequest {
  readonly request: ApiRequest
  /** What the request is about; undefined where it creates that. */
  readonly stored: JsonObject | undefined
}

/**
 * The request of a case whose objects say where they are. A change is sent as a JSON Patch, because the stored object has
 * more than the case writes: service account, node, defaults.
 */
export function caseRequest(row: PolicyCase, served: readonly ServedResource[]): CaseRequest {
  const { object, oldObject, operation = 'CREATE', subResource } = row
  if (operation === 'CREATE' && subResource === undefined) {
    const path = createPath(servedAs(object, served), namespaceOf(row))
    return { request: { method: 'POST', path, body: printJson(object) }, stored: undefined }
  }
  if (operation === 'CREATE' || operation === 'CONNECT') return subRequest(row, served)
  const before = oldObject ?? object
  const stored = subjectOf(row)
  const path = pathOf(stored, served, namespaceOf(row))
  if (operation === 'DELETE') return { request: { method: 'DELETE', path }, stored }
  return {
    request: {
      method: 'PATCH',
      path: subResource === undefined ? path : `${path}/${subResource}`,
      ...(before['stringData'] === undefined ? jsonPatch(before, object) : mergePatch(object)),
    },
    stored,
  }
}

/** What something else than the object itself is created or connected to for: a binding, an eviction, a token, a shell. */
function subRequest(row: PolicyCase, served: readonly ServedResource[]): CaseRequest {
  const { object, operation = 'CREATE', subResource = '' } = row
  const stored = subjectOf(row)
  const path = `${pathOf(stored, served, namespaceOf(row))}/${subResource}`
  if (operation === 'CREATE') {
    return { request: { method: 'POST', path, body: printJson(object) }, stored }
  }
  const query = optionsOf(object)
  return { request: { method: 'POST', path: query === '' ? path : `${path}?${query}` }, stored }
}

/** Whose sub-resource is asked for: what the cluster holds of that name, or one like any other. */
function subjectOf(row: PolicyCase): JsonObject {
  const { object, oldObject, resource, resourceName, context } = row
  if (resource === undefined) return oldObject ?? object
  const any = subjects[resource]
  if (any === undefined) throw new Error(`the test has no object of the resource ${resource}`)
  const name = resourceName ?? valueAt(object, ['metadata', 'name']) ?? 'web'
  const held = context.find(
    (one) => one['kind'] === any['kind'] && valueAt(one, ['metadata', 'name']) === name,
  )
  return held ?? { ...any, metadata: { name, namespace: namespaceOf(row) } }
}

const podSpec = { containers: [{ name: 'app', image: 'registry.example.com/shop/web:1.0' }] }
const workload = {
  apiVersion: 'apps/v1',
  spec: {
    replicas: 3,
    selector: { matchLabels: { app: 'web' } },
    template: { metadata: { labels: { app: 'web' } }, spec: podSpec },
  },
}

const subjects: Readonly<Record<string, JsonObject>> = {
  'deployments.apps': { ...workload, kind: 'Deployment' },
  pods: { apiVersion: 'v1', kind: 'Pod', spec: podSpec },
  serviceaccounts: { apiVersion: 'v1', kind: 'ServiceAccount' },
  'statefulsets.apps': { ...workload, kind: 'StatefulSet' },
}

/** PodExecOptions and its like go in the query. */
function optionsOf({ apiVersion, kind, metadata, spec, status, ...options }: JsonObject): string {
  if (!String(kind).endsWith('Options')) return ''
  const entries = Object.entries(options).flatMap(([key, value]) =>
    (isArray(value) ? value : [value]).map((one: JsonValue): [string, string] => [
      key,
      String(one),
    ]),
  )
  return new URLSearchParams(entries).toString()
}

export function jsonPatch(before: JsonObject, after: JsonObject) {
  const contentType = 'application/json-patch+json'
  return { contentType, body: JSON.stringify(diff(before, after)) }
}

/** What is only written cannot be patched where it was. */
function mergePatch(after: JsonObject) {
  return { contentType: 'application/merge-patch+json', body: printJson(after) }
}

/** The object's own path. */
export function pathOf(
  object: JsonObject,
  served: readonly ServedResource[],
  otherwise = 'default',
): string {
  const namespace = valueAt(object, ['metadata', 'namespace']) ?? otherwise
  const collection = createPath(servedAs(object, served), String(namespace))
  return `${collection}/${valueAt(object, ['metadata', 'name'])}`
}

function namespaceOf({ object, namespace = 'default' }: PolicyCase): string {
  return String(valueAt(object, ['metadata', 'namespace']) ?? namespace)
}
