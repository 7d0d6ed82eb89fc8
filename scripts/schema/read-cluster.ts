import type { Kubectl } from '#test/cluster/kubectl.ts'

/** The parts of an OpenAPI v3 schema that say what a field holds. */
export interface OpenApiSchema {
  readonly type?: string
  readonly format?: string
  readonly $ref?: string
  readonly allOf?: readonly OpenApiSchema[]
  readonly items?: OpenApiSchema
  readonly additionalProperties?: OpenApiSchema | boolean
  readonly properties?: Readonly<Record<string, OpenApiSchema>>
  readonly required?: readonly string[]
  readonly default?: unknown
  readonly enum?: readonly string[]
  readonly 'x-kubernetes-list-type'?: string
  readonly 'x-kubernetes-list-map-keys'?: readonly string[]
  readonly 'x-kubernetes-map-type'?: string
  readonly 'x-kubernetes-group-version-kind'?: readonly {
    readonly group: string
    readonly version: string
    readonly kind: string
  }[]
}

export type OpenApiSchemas = Readonly<Record<string, OpenApiSchema>>

export interface ApiResource {
  readonly name: string
  readonly kind: string
  readonly namespaced: boolean
  readonly verbs: readonly string[]
  readonly shortNames?: readonly string[]
}

/** What one group and version serves. */
export interface Discovery {
  readonly group: string
  readonly version: string
  readonly resources: readonly ApiResource[]
}

/** Every schema that a running API server publishes, by its name. */
export async function readSchemas(kubectl: Kubectl): Promise<OpenApiSchemas> {
  const { paths } = await get<{ paths: Record<string, unknown> }>(kubectl, '/openapi/v3')
  const schemas: Record<string, OpenApiSchema> = {}
  for (const path of Object.keys(paths).filter(servesKinds).sort()) {
    const { components } = await get<{ components?: { schemas?: OpenApiSchemas } }>(
      kubectl,
      `/openapi/v3/${path}`,
    )
    Object.assign(schemas, components?.schemas)
  }
  return schemas
}

function servesKinds(path: string): boolean {
  return path === 'api/v1' || /^apis\/[^/]+\/[^/]+$/.test(path)
}

/** The resources of every group and version of a running API server. */
export async function readDiscovery(kubectl: Kubectl): Promise<readonly Discovery[]> {
  const { groups } = await get<{
    groups: { name: string; versions: { version: string }[] }[]
  }>(kubectl, '/apis')
  const named = groups.flatMap(({ name, versions }) =>
    versions.map(({ version }) => ({ group: name, version, path: `/apis/${name}/${version}` })),
  )
  const discovery: Discovery[] = []
  for (const { group, version, path } of [
    { group: '', version: 'v1', path: '/api/v1' },
    ...named,
  ]) {
    const { resources } = await get<{ resources: ApiResource[] }>(kubectl, path)
    discovery.push({ group, version, resources })
  }
  return discovery
}

async function get<Answer>(kubectl: Kubectl, path: string): Promise<Answer> {
  const { code, stdout, stderr } = await kubectl(['get', '--raw', path])
  if (code !== 0) throw new Error(`the API server does not answer ${path}: ${stderr}`)
  return JSON.parse(stdout)
}
