import { isObject, type JsonObject, jsonEqual } from '#src/core/index.ts'
import type { ApiClient, ApiRequest } from '../api-client.ts'
import { differences } from '../differences.ts'
import { lasting } from '../policies/answer.ts'
import { ownWords } from '../policies/normal-form.ts'
import { eventually } from '../wait.ts'
import type { Arm } from './arm.ts'
import { changesOf } from './changes.ts'
import type { Unfit, Verdict } from './verdict.ts'

export type ApiVerdict = Verdict | UnfitForApi

/** What the API server itself has against it, with the status of HTTP. */
export interface UnfitForApi extends Unfit {
  readonly status: number
}

/**
 * What the webhooks of the arm make of the request, compared with what comes of it without them; both are dry-run. What
 * the API server refuses without them is unfit, and of warnings those are left that only the arm has.
 */
export async function apiVerdict(
  client: ApiClient,
  request: ApiRequest,
  arm: Exclude<Arm, 'bare'>,
): Promise<ApiVerdict> {
  if (request.method === 'DELETE') return deletionVerdict(await rehearse(client, request, arm))
  const { bare, guarded } = await rehearseTwice(client, request, arm)
  const refusal = webhookRefusal(guarded)
  if (bare.status >= 400) return { unfit: messageOf(bare.body), status: bare.status }
  if (refusal === undefined && guarded.status >= 400) throw new Error(messageOf(guarded.body))
  return {
    refusal,
    warnings: guarded.warnings.filter((warning) => !bare.warnings.includes(warning)),
    changes: refusal === undefined ? changesOf(differences(bare.body, guarded.body)) : {},
  }
}

/** Of deletions no arm can be told from another, and nobody changes what is deleted. */
function deletionVerdict(answer: Answer): ApiVerdict {
  const refusal = webhookRefusal(answer)
  if (refusal === undefined && answer.status >= 400) {
    return { unfit: messageOf(answer.body), status: answer.status }
  }
  return { refusal, warnings: answer.warnings, changes: {} }
}

interface Answer {
  readonly status: number
  readonly body: JsonObject
  readonly warnings: readonly string[]
}

interface Rehearsals {
  readonly bare: Answer
  readonly guarded: Answer
}

/** Controllers change what is stored: the rehearsals count when nothing happened between them. */
function rehearseTwice(client: ApiClient, request: ApiRequest, arm: Arm): Promise<Rehearsals> {
  return eventually(`nobody touches ${request.path}`, async () => {
    const bare = await rehearse(client, request, 'bare')
    const guarded = await rehearse(client, request, arm)
    if (request.method === 'POST') return { bare, guarded }
    const again = await rehearse(client, request, 'bare')
    if (!jsonEqual(bare.body, again.body)) throw new Error('it was changed')
    return { bare, guarded }
  })
}

async function rehearse(client: ApiClient, request: ApiRequest, arm: Arm): Promise<Answer> {
  const written = { fieldValidation: 'Strict', fieldManager: arm }
  const query = { dryRun: 'All', ...(request.method === 'DELETE' ? {} : written) }
  const path = `${request.path}?${new URLSearchParams(query)}`
  const { status, text, warnings } = await client.send({ ...request, path })
  return { status, warnings, body: lastingObject(text) }
}

/** Without what the API server makes up anew for every request. */
function lastingObject(text: string): JsonObject {
  const { metadata = {} } = JSON.parse(text) as Generated
  const { uid, name, generateName } = metadata
  const made = generateName === undefined ? [uid] : [uid, name]
  const settled = made
    .filter((value) => value !== undefined)
    .reduce((all, value) => all.replaceAll(value, 'GENERATED'), text)
    .replaceAll(/kube-api-access-\w{5}/g, 'kube-api-access-GENERATED')
  return withoutSharedLabels(lasting(JSON.parse(settled)) as JsonObject)
}

/**
 * A Job without labels shares those of its template, in the API server's memory: there it also gets what is added to these
 * later, unless a webhook's patch, whatever it changes, has made them two.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/apis/batch/v1/defaults.go (SetDefaults_Job)
 */
function withoutSharedLabels(object: JsonObject): JsonObject {
  const { metadata } = object
  if (object['kind'] !== 'Job' || !isObject(metadata) || !isObject(metadata['labels']))
    return object
  const labels = Object.entries(metadata['labels']).filter(([key]) => !added.test(key))
  return { ...object, metadata: { ...metadata, labels: Object.fromEntries(labels) } }
}

const added = /^(?:batch\.kubernetes\.io\/)?(?:controller-uid|job-name)$/

interface Generated {
  readonly metadata?: {
    readonly uid?: string
    readonly name?: string
    readonly generateName?: string
  }
}

function webhookRefusal({ status, body }: Answer): string | undefined {
  const message = messageOf(body)
  return status >= 400 && message.startsWith('admission webhook "') ? ownWords(message) : undefined
}

function messageOf({ message }: JsonObject): string {
  return String(message)
}
