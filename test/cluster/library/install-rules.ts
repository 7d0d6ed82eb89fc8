import { type JsonObject, printJson } from '#src/core/index.ts'
import type { ApiClient } from '../api-client.ts'
import { inParallel } from '../cel/parallel.ts'
import { eventually } from '../wait.ts'

const group = '/apis/sallyport.dev/v1alpha1'

/** Where the kinds of the library live. */
const collections: Readonly<Record<string, string>> = {
  ValidatingRule: `${group}/validatingrules`,
  MutatingRule: `${group}/mutatingrules`,
  PolicyExemption: `${group}/namespaces/sallyport/policyexemptions`,
}

/** Creates the objects, each of which the door must take, and answers when all are in force and what they need is sent. */
export async function installRules(
  objects: readonly JsonObject[],
  client: ApiClient,
): Promise<void> {
  const rules = objects.filter(({ kind }) => kind !== 'PolicyExemption')
  const exemptions = objects.filter(({ kind }) => kind === 'PolicyExemption')
  for (const part of [rules, exemptions]) await inParallel(part, (object) => create(object, client))
  await eventually('every rule is ready', () => allReady(client), 300_000)
  await untilQuiet(client)
}

async function create(object: JsonObject, client: ApiClient): Promise<void> {
  const path = `${collections[String(object['kind'])]}?fieldValidation=Strict`
  const { status, text } = await client.post(path, printJson(object))
  if (status !== 201) throw new Error(text)
}

interface Listed {
  readonly items: readonly {
    readonly metadata: { readonly name: string; readonly generation: number }
    readonly status?: {
      readonly conditions?: readonly {
        readonly type: string
        readonly status: string
        readonly message?: string
        readonly observedGeneration?: number
      }[]
    }
  }[]
}

async function allReady(client: ApiClient): Promise<void> {
  for (const path of Object.values(collections)) {
    const { items } = JSON.parse((await client.get(path)).text) as Listed
    for (const { metadata, status } of items) {
      const ready = status?.conditions?.find(({ type }) => type === 'Ready')
      if (ready?.status !== 'True' || ready.observedGeneration !== metadata.generation) {
        throw new Error(`${metadata.name}: ${ready?.message ?? 'it has no status'}`)
      }
    }
  }
}

const webhooks = ['validatingwebhookconfigurations', 'mutatingwebhookconfigurations'].map(
  (resource) => `/apis/admissionregistration.k8s.io/v1/${resource}/sallyport`,
)
const quietMs = 2_000

/** The webhooks follow the rules a little later, and are not written for a while once they do. */
async function untilQuiet(client: ApiClient): Promise<void> {
  let last = ''
  let since = performance.now()
  await eventually('the webhooks are what they will be', async () => {
    const now = await Promise.all(webhooks.map(async (path) => (await client.get(path)).text))
    if (now.join() !== last) {
      last = now.join()
      since = performance.now()
    }
    if (performance.now() - since < quietMs) throw new Error('they are still written')
  })
}
