import {
  type Answer,
  type JsonObject,
  printJson,
  type Question,
  questionKey,
} from '#src/core/index.ts'
import { type ApiClient, apiClient } from '../api-client.ts'
import { eventually } from '../wait.ts'
import { chunksOf, inParallel } from './parallel.ts'
import {
  documentsOf,
  type Group,
  markerDocuments,
  uncheckedPolicy,
  type Variant,
  variantsOf,
} from './policies.ts'
import { fieldManager, type Subject, subjectsNamespace } from './subjects.ts'
import type { Verdict } from './verdict.ts'

export interface ApiServer {
  /** The text of what is wrong with each expression as a new policy's validation; undefined where nothing is. */
  readonly compile: (expressions: readonly string[]) => Promise<readonly (string | undefined)[]>
  /** Puts the groups into force, then sends a request for each variant of each; the verdicts by the variants' names. */
  readonly judge: (groups: readonly Group[]) => Promise<ReadonlyMap<string, Verdict>>
  /** What the authorizer says of an access. */
  readonly answer: (question: Question) => Promise<Answer>
  readonly close: () => void
}

const expressionsAtOnce = 50
const registration = '/apis/admissionregistration.k8s.io/v1'
/** Stands before what a policy says. */
const forbidden = /^\S+ "[^"]*" is forbidden: /
/** Beyond it the API server cuts warnings. */
const maxWarnings = 4096

export function apiServer({ kubeconfig }: { readonly kubeconfig: string }): ApiServer {
  const client = apiClient(kubeconfig)
  let markers = 0
  return {
    compile: async (expressions) => {
      const parts = chunksOf(expressions, expressionsAtOnce)
      return (await inParallel(parts, (part) => compileErrors(client, part))).flat()
    },
    judge: async (groups) => {
      await inParallel(groups.flatMap(documentsOf), (document) => create(client, document))
      await untilInForce(client, `marker-${markers++}`)
      const variants = groups.flatMap(variantsOf)
      return new Map(
        await inParallel(variants, async (variant) => [variant.name, await send(client, variant)]),
      )
    },
    answer: (question) => accessAnswer(client, question),
    close: client.close,
  }
}

/** The manifest that a variant sends. */
function manifestOf({ group: { subject }, name }: Pick<Variant, 'group' | 'name'>): JsonObject {
  return {
    ...subject.manifest,
    metadata: { ...(subject.manifest['metadata'] as JsonObject), name },
  }
}

async function compileErrors(
  client: ApiClient,
  expressions: readonly string[],
): Promise<readonly (string | undefined)[]> {
  const path = `${registration}/validatingadmissionpolicies?dryRun=All`
  const { status, text } = await client.post(path, printJson(uncheckedPolicy(expressions)))
  if (status === 201) return expressions.map(() => undefined)
  const { details } = JSON.parse(text) as Refusal
  if (details?.causes === undefined) throw new Error(text)
  const causes = new Map(details.causes.map(({ field, message }) => [field, message]))
  const texts = expressions.map((_, index) => causes.get(`spec.validations[${index}].expression`))
  if (texts.filter((one) => one !== undefined).length !== causes.size) throw new Error(text)
  return texts
}

interface Refusal {
  readonly message: string
  readonly reason: string
  readonly code: number
  readonly details?: {
    readonly causes?: readonly { readonly field: string; readonly message: string }[]
  }
}

async function create(client: ApiClient, document: JsonObject): Promise<void> {
  const plural = document['kind'] === 'ValidatingAdmissionPolicy' ? 'policies' : 'policybindings'
  const path = `${registration}/validatingadmission${plural}`
  const { status, text } = await client.post(path, printJson(document))
  if (status !== 201) throw new Error(`${text} for ${printJson(document)}`)
}

/** What was created before the marker is in force when the marker is. */
async function untilInForce(client: ApiClient, name: string): Promise<void> {
  for (const document of markerDocuments(name)) await create(client, document)
  const object = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name } }
  await eventually('the policies are in force', async () => {
    const { status, text } = await client.post(pathOf('v1', 'configmaps'), printJson(object))
    if (status !== 422) throw new Error(text)
  })
}

async function send(client: ApiClient, variant: Variant): Promise<Verdict> {
  const answer = await client.post(pathTo(variant.group.subject), printJson(manifestOf(variant)))
  const length = answer.warnings.reduce((sum, warning) => sum + [...warning].length, 0)
  if (length > maxWarnings - 256) throw new Error(`${variant.name}: too many warnings to tell them`)
  const warnings = answer.warnings.filter((warning) => warning.startsWith('Validation failed for '))
  const { status, text } = answer
  if (status === 201) return { allowed: true, message: '', reason: '', code: 200, warnings }
  const { message, reason, code } = JSON.parse(text) as Refusal
  return { allowed: false, message: message.replace(forbidden, ''), reason, code, warnings }
}

/** What the authorizer says of an access. */
export async function accessAnswer(client: ApiClient, question: Question): Promise<Answer> {
  if (question.kind !== 'access') throw new Error(`asked for ${questionKey(question)}`)
  const { spec } = question
  const kind = { apiVersion: 'authorization.k8s.io/v1', kind: 'SubjectAccessReview' }
  const path = '/apis/authorization.k8s.io/v1/subjectaccessreviews'
  const { status, text } = await client.post(path, JSON.stringify({ ...kind, spec }))
  if (status !== 201) throw new Error(text)
  return { kind: 'reviewed', status: JSON.parse(text).status }
}

function pathTo({ manifest, request }: Subject): string {
  const { resource = '' } = request['resource'] as Readonly<Record<string, string>>
  return pathOf(String(manifest['apiVersion']), resource)
}

function pathOf(apiVersion: string, resource: string): string {
  const root = apiVersion.includes('/') ? '/apis' : '/api'
  const query = new URLSearchParams({ dryRun: 'All', fieldValidation: 'Strict', fieldManager })
  return `${root}/${apiVersion}/namespaces/${subjectsNamespace}/${resource}?${query}`
}
