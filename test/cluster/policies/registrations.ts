import type { JsonObject } from '#src/core/index.ts'
import type { ApiClient } from '../api-client.ts'
import { inParallel } from '../cel/parallel.ts'
import { eventually } from '../wait.ts'
import { ownLabels, registered } from './policy-case.ts'

const registration = '/apis/admissionregistration.k8s.io/v1'

const plurals: Readonly<Record<string, string>> = {
  ValidatingAdmissionPolicy: 'validatingadmissionpolicies',
  ValidatingAdmissionPolicyBinding: 'validatingadmissionpolicybindings',
  MutatingAdmissionPolicy: 'mutatingadmissionpolicies',
  MutatingAdmissionPolicyBinding: 'mutatingadmissionpolicybindings',
  ValidatingWebhookConfiguration: 'validatingwebhookconfigurations',
  MutatingWebhookConfiguration: 'mutatingwebhookconfigurations',
}

/** Creates an object of the registration group; the answer is what the API server has against it, undefined where nothing. */
export async function register(
  client: ApiClient,
  document: JsonObject,
): Promise<string | undefined> {
  const path = `${registration}/${plurals[String(document['kind'])]}`
  const { status, text } = await client.post(path, JSON.stringify(document))
  return status === 201 ? undefined : (JSON.parse(text) as { readonly message: string }).message
}

export function webhookConfiguration(
  kind: 'ValidatingWebhookConfiguration' | 'MutatingWebhookConfiguration',
  name: string,
  webhooks: readonly JsonObject[],
): JsonObject {
  const { spec: _, ...head } = registered(kind, name, {})
  return { ...head, webhooks }
}

/** Takes everything away that was registered with `ownLabels`. */
export async function unregisterAll(client: ApiClient): Promise<void> {
  const [[label, value]] = Object.entries(ownLabels) as [[string, string]]
  const query = new URLSearchParams({ labelSelector: `${label}=${value}` })
  await inParallel(Object.values(plurals), async (plural) => {
    const { status, text } = await client.remove(`${registration}/${plural}?${query}`)
    if (status !== 200) throw new Error(text)
  })
}

/** What was registered and unregistered before is in force when the markers, which this creates, are. */
export async function untilInForce(client: ApiClient, marker: string): Promise<void> {
  const documents = [
    ...validatingMarker(marker),
    ...mutatingMarker(marker),
    ...webhookMarkers(marker),
  ]
  for (const document of documents) {
    const problem = await register(client, document)
    if (problem !== undefined) throw new Error(problem)
  }
  await eventually('the mutating policies are in force', async () => {
    const { text } = await create(client, `${marker}-m`)
    if (!text.includes('"marked"')) throw new Error(text)
  })
  await eventually('the validating policies are in force', async () => {
    const { text } = await create(client, `${marker}-v`)
    if (!text.includes('denied request: marked')) throw new Error(text)
  })
  await eventually('the webhooks are in force', async () => {
    for (const kind of webhookKinds) {
      const { text } = await create(client, webhookMarkerName(marker, kind))
      if (!text.includes('failed calling webhook')) throw new Error(text)
    }
  })
}

function create(client: ApiClient, name: string) {
  const object = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name } }
  return client.post('/api/v1/namespaces/default/configmaps?dryRun=All', JSON.stringify(object))
}

function validatingMarker(marker: string): readonly JsonObject[] {
  return [
    registered('ValidatingAdmissionPolicy', marker, {
      matchConstraints: meaning(`${marker}-v`),
      validations: [{ expression: 'false', message: 'marked' }],
    }),
    registered('ValidatingAdmissionPolicyBinding', marker, {
      policyName: marker,
      validationActions: ['Deny'],
    }),
  ]
}

function mutatingMarker(marker: string): readonly JsonObject[] {
  const expression = "Object{metadata: Object.metadata{labels: {'marked': 'yes'}}}"
  return [
    registered('MutatingAdmissionPolicy', marker, {
      matchConstraints: meaning(`${marker}-m`),
      reinvocationPolicy: 'Never',
      failurePolicy: 'Fail',
      mutations: [{ patchType: 'ApplyConfiguration', applyConfiguration: { expression } }],
    }),
    registered('MutatingAdmissionPolicyBinding', marker, { policyName: marker }),
  ]
}

function meaning(name: string): JsonObject {
  return { resourceRules: [{ ...configMaps, resourceNames: [name] }] }
}

const configMaps = {
  apiGroups: [''],
  apiVersions: ['v1'],
  resources: ['configmaps'],
  operations: ['CREATE'],
}

const webhookKinds = ['ValidatingWebhookConfiguration', 'MutatingWebhookConfiguration'] as const

/** Nobody answers them. */
function webhookMarkers(marker: string): readonly JsonObject[] {
  return webhookKinds.map((kind) => {
    const name = webhookMarkerName(marker, kind)
    const entry = {
      name: `${name}.policies.test`,
      clientConfig: { url: 'https://127.0.0.1:1/' },
      admissionReviewVersions: ['v1'],
      sideEffects: 'None',
      failurePolicy: 'Fail',
      rules: [configMaps],
      matchConditions: [
        { name: 'own', expression: `has(request.name) && request.name == '${name}'` },
      ],
    }
    return webhookConfiguration(kind, name, [entry])
  })
}

function webhookMarkerName(marker: string, kind: string): string {
  return `${marker}-${kind.toLowerCase()}`
}
