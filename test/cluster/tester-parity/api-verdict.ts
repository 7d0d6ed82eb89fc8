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

/** One request, as it goes past the webhooks and as they get it. */
export interface Ways {
  readonly bare: (request: ApiRequest) => ApiRequest
  readonly guarded: (request: ApiRequest) => ApiRequest
}

/** Told by the name of the field manager; deletions have none. */
export function managersWays(arm: Exclude<Arm, 'bare'>): Ways {
  return { bare: withManager('bare'), guarded: withManager(arm) }
}

/**
 * What the webhooks make of the request, compared with what comes of it without them; both are rehearsed. What the API
 * server refuses without them is unfit, and of warnings those are left that only the webhooks have.
 */
export async function apiVerdict(
  client: ApiClient,
  request: ApiRequest,
  ways: Ways,
): Promise<ApiVerdict> {
  const { bare, guarded } = await rehearseTwice(client, request, ways)
  const refusal = webhookRefusal(guarded)
  if (isConnection(request) && bare.status !== 404) return { ...nothingSaid, refusal }
  if (bare.status >= 400) return { unfit: messageOf(bare.body), status: bare.status }
  if (refusal === undefined && guarded.status >= 400) throw new Error(messageOf(guarded.body))
  return {
    refusal,
    warnings: guarded.warnings.filter((warning) => !bare.warnings.includes(warning)),
    changes: refusal === undefined ? changesOf(differences(bare.body, guarded.body)) : {},
  }
}

/** What is let in comes to nothing: there is no kubelet to connect to. It cannot be rehearsed, and need not. */
function isConnection({ path }: ApiRequest): boolean {
  return /\/pods\/[^/]+\/(?:exec|attach|portforward|proxy)(?:\?|$)/.test(path)
}

const nothingSaid = { warnings: [], changes: {} } as const

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
function rehearseTwice(client: ApiClient, request: ApiRequest, ways: Ways): Promise<Rehearsals> {
  return eventually(`nobody touches ${request.path}`, async () => {
    const bare = await rehearse(client, ways.bare(request))
    const guarded = await rehearse(client, ways.guarded(request))
    if (request.method === 'POST') return { bare, guarded }
    const again = await rehearse(client, ways.bare(request))
    if (!jsonEqual(bare.body, again.body)) throw new Error('it was changed')
    return { bare, guarded }
  })
}

function withManager(fieldManager: Arm): Ways['bare'] {
  return (request) => withQuery(request, { fieldManager })
}

async function rehearse(client: ApiClient, request: ApiRequest): Promise<Answer> {
  const { status, text, warnings } = await client.send(
    isConnection(request) ? request : rehearsed(request),
  )
  const isJson = text.startsWith('{')
  return { status, warnings, body: isJson ? lastingObject(text) : { message: text } }
}

function rehearsed(request: ApiRequest): ApiRequest {
  const written = request.method === 'DELETE' ? {} : { fieldValidation: 'Strict' }
  return withQuery(request, { dryRun: 'All', ...written })
}

function withQuery(request: ApiRequest, query: Readonly<Record<string, string>>): ApiRequest {
  const separator = request.path.includes('?') ? '&' : '?'
  return { ...request, path: `${request.path}${separator}${new URLSearchParams(query)}` }
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
  const { labels: all, ...others } = metadata
  const labels = Object.entries(all as JsonObject).filter(([key]) => !added.test(key))
  if (labels.length === 0) return { ...object, metadata: others }
  return { ...object, metadata: { ...others, labels: Object.fromEntries(labels) } }
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
