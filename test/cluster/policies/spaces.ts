import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type JsonObject, printJson, readYaml } from '#src/core/index.ts'
import type { ApiClient } from '../api-client.ts'
import { inParallel } from '../cel/parallel.ts'
import type { ControlPlane } from '../control-plane.ts'
import { createPath, type ServedResource, servedResources } from '../served-resources.ts'
import { eventually } from '../wait.ts'
import { arms, filledObject, spaceLabel } from './space.ts'

/** Makes the kinds, the shared params and both spaces of every slot. */
export async function makeSpaces(
  cluster: Pick<ControlPlane, 'kubectl'>,
  client: ApiClient,
  slots: readonly string[],
): Promise<void> {
  const surroundings = documentsIn('surroundings.yaml')
  const kinds = surroundings.filter(({ kind }) => kind === 'CustomResourceDefinition')
  const args = ['create', '-f', '-']
  await cluster.kubectl(args, { input: kinds.map(printJson).join('\n---\n') })
  const served = await eventually('the kinds are served', async () => {
    const found = await servedResources(client)
    const own = found.filter(({ apiVersion }) => apiVersion.startsWith('policies.example/'))
    if (own.length < 5) throw new Error(`${own.length} of 5`)
    return found
  })
  const places = slots.flatMap((slot) => arms.map((arm) => ({ slot, arm })))
  const filled = (list: readonly JsonObject[]) =>
    places.flatMap(({ slot, arm }) => list.map((object) => filledObject(object, slot, arm)))
  const [others, namespaced] = [
    surroundings.filter((object) => !kinds.includes(object)),
    documentsIn('space.yaml'),
  ]
  for (const list of [others, filled([namespace]), filled(namespaced)]) {
    await inParallel(list, (object) => create(client, served, object))
  }
}

const namespace = {
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name: 'SPACE', labels: { [spaceLabel]: 'SPACE', env: 'test', team: 'red' } },
}

/** What the cluster holds that policies may read, as it holds it. */
export async function readContext(client: ApiClient): Promise<readonly JsonObject[]> {
  const lists = await Promise.all(
    [
      '/api/v1/namespaces',
      '/api/v1/configmaps',
      '/apis/policies.example/v1/limits',
      '/apis/policies.example/v1/tariffs',
      '/apis/apiextensions.k8s.io/v1/customresourcedefinitions',
    ].map((path) => client.get(path)),
  )
  return lists.flatMap(({ text }) => itemsOf(JSON.parse(text) as List))
}

interface List {
  readonly apiVersion: string
  readonly kind: string
  readonly items: readonly JsonObject[]
}

function itemsOf({ apiVersion, kind, items }: List): readonly JsonObject[] {
  return items.map((item) => ({ apiVersion, kind: kind.replace(/List$/, ''), ...item }))
}

function documentsIn(name: 'surroundings.yaml' | 'space.yaml'): readonly JsonObject[] {
  const text = readFileSync(join(import.meta.dirname, name), 'utf8')
  const { documents, problems } = readYaml({ name, text })
  if (problems.length > 0) throw new Error(`${name}: ${problems[0]?.message}`)
  return documents.map(({ value }) => value as JsonObject)
}

/** Pods are refused until the service account of their namespace is there. */
function create(
  client: ApiClient,
  served: readonly ServedResource[],
  object: JsonObject,
): Promise<void> {
  const { apiVersion, kind, metadata } = object
  const place = served.find((one) => one.apiVersion === apiVersion && one.kind === kind)
  if (place === undefined) throw new Error(`nothing serves ${apiVersion} ${kind}`)
  const path = createPath(place, String((metadata as JsonObject)['namespace'] ?? ''))
  return eventually(`${path} exists`, async () => {
    const { status, text } = await client.post(path, printJson(object))
    if (status !== 201) throw new Error(text)
  })
}
