import type { ApiClient } from './api-client.ts'

/** A resource that the API server serves, not a sub-resource. */
export interface ServedResource {
  /** As documents write it: `v1`, `apps/v1`. */
  readonly apiVersion: string
  readonly kind: string
  /** The plural name in paths. */
  readonly resource: string
  readonly namespaced: boolean
  readonly verbs: readonly string[]
}

interface Discovery {
  readonly items: readonly {
    readonly metadata: { readonly name?: string }
    readonly versions: readonly {
      readonly version: string
      readonly resources?: readonly {
        readonly resource: string
        readonly responseKind: { readonly kind: string }
        readonly scope: 'Cluster' | 'Namespaced'
        readonly verbs: readonly string[]
      }[]
    }[]
  }[]
}

const aggregated = 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList'

/** Everything served, the core group first. https://kubernetes.io/docs/concepts/overview/kubernetes-api/#aggregated-discovery */
export async function servedResources(client: ApiClient): Promise<readonly ServedResource[]> {
  const answers = await Promise.all(['/api', '/apis'].map((path) => client.get(path, aggregated)))
  return answers.flatMap(({ text }) => resourcesOf(JSON.parse(text) as Discovery))
}

/** Where objects of the resource are created; the namespace counts for namespaced ones only. */
export function createPath(served: ServedResource, namespace: string): string {
  const root = served.apiVersion.includes('/') ? '/apis' : '/api'
  const place = served.namespaced ? `/namespaces/${namespace}` : ''
  return `${root}/${served.apiVersion}${place}/${served.resource}`
}

function resourcesOf({ items }: Discovery): readonly ServedResource[] {
  return items.flatMap(({ metadata, versions }) =>
    versions.flatMap(({ version, resources = [] }) =>
      resources.map(({ resource, responseKind, scope, verbs }) => ({
        apiVersion: metadata.name === undefined ? version : `${metadata.name}/${version}`,
        kind: responseKind.kind,
        resource,
        namespaced: scope === 'Namespaced',
        verbs,
      })),
    ),
  )
}
