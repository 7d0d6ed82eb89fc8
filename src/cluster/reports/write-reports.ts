import { fieldOf, isArray, isObject, type JsonObject, type JsonValue } from '../../core/index.ts'
import { isRefusal } from '../cluster-error.ts'
import type { Connection } from '../connection.ts'
import type { Discovery, ServedResource } from '../discovery.ts'
import { textIn } from '../text-in.ts'
import { type ReportDraft, source } from './report-object.ts'

/** How many reports were written and removed; the others were as they should be. */
export interface Written {
  readonly written: number
  readonly removed: number
  readonly unchanged: number
}

interface Writing {
  readonly connection: Connection
  readonly now: () => Date
  readonly signal: AbortSignal
}

const apiVersion = 'openreports.io/v1alpha1'
const digestAnnotation = 'sallyport.dev/digest'
const leftOutAnnotation = 'sallyport.dev/left-out'
const labels = {
  'app.kubernetes.io/managed-by': 'sallyport',
  'app.kubernetes.io/part-of': 'sallyport',
} as const

/** The kinds of reports that the server has; undefined where it has none. https://github.com/openreports/reports-api */
export function reportKinds({ find }: Discovery): ReportKinds | undefined {
  const [ofNamespace, ofCluster] = [find(apiVersion, 'Report'), find(apiVersion, 'ClusterReport')]
  return ofNamespace && ofCluster && { ofNamespace, ofCluster }
}

interface ReportKinds {
  readonly ofNamespace: ServedResource
  readonly ofCluster: ServedResource
}

/** Makes the reports of the cluster those of the drafts: what says the same stays, and what no draft is for goes. */
export async function writeReports(
  drafts: ReadonlyMap<string, ReportDraft>,
  { ofNamespace, ofCluster }: ReportKinds,
  writing: Writing,
): Promise<Written> {
  const ofAll = new Map([...drafts].filter(([namespace]) => namespace === ''))
  const inNamespaces = new Map([...drafts].filter(([namespace]) => namespace !== ''))
  const one = await writeKind(inNamespaces, ofNamespace, writing)
  const other = await writeKind(ofAll, ofCluster, writing)
  return {
    written: one.written + other.written,
    removed: one.removed + other.removed,
    unchanged: one.unchanged + other.unchanged,
  }
}

async function writeKind(
  drafts: ReadonlyMap<string, ReportDraft>,
  resource: ServedResource,
  writing: Writing,
): Promise<Written> {
  const { connection, signal } = writing
  const held = await ownReports(connection, resource)
  const stale = held.filter((one) => one.name !== source || !drafts.has(one.namespace))
  const digests = new Map(
    held.filter(({ name }) => name === source).map((one) => [one.namespace, one.digest]),
  )
  const changed = [...drafts].filter(([name, { digest }]) => digests.get(name) !== digest)
  let written = 0
  for (const { namespace, name } of stale) {
    if (!signal.aborted) await gone(() => connection.remove(pathOf(resource, namespace, name)))
  }
  for (const [namespace, draft] of changed) {
    if (!signal.aborted && (await write(draft, { ...writing, resource, namespace }))) written++
  }
  return { written, removed: stale.length, unchanged: drafts.size - changed.length }
}

interface OwnReport {
  readonly namespace: string
  readonly name: string
  readonly digest: string
}

const metadataOnly =
  'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1,application/json'

/** Only their metadata is read. */
async function ownReports(
  connection: Connection,
  resource: ServedResource,
): Promise<readonly OwnReport[]> {
  const selector = Object.entries(labels).map(([key, value]) => `${key}=${value}`)
  const found: OwnReport[] = []
  for (let token = ''; ; ) {
    const query = new URLSearchParams({
      limit: '500',
      labelSelector: selector.join(','),
      ...(token === '' ? {} : { continue: token }),
    })
    const list = await connection.get(`${pathOf(resource, '', '')}?${query}`, metadataOnly)
    const items = fieldOf(list, 'items')
    if (isArray(items)) found.push(...items.map(ownReport))
    token = textIn(fieldOf(list, 'metadata'), 'continue')
    if (token === '') return found
  }
}

function ownReport(item: JsonValue): OwnReport {
  const metadata = fieldOf(item, 'metadata')
  return {
    namespace: textIn(metadata, 'namespace'),
    name: textIn(metadata, 'name'),
    digest: textIn(fieldOf(metadata, 'annotations'), digestAnnotation),
  }
}

interface WritingOne extends Writing {
  readonly resource: ServedResource
  readonly namespace: string
}

/** Whether it could be written: a namespace that is gone needs no report. What was found before keeps its time. */
async function write(
  draft: ReportDraft,
  { connection, now, resource, namespace }: WritingOne,
): Promise<boolean> {
  const path = pathOf(resource, namespace, source)
  const before = await gone(() => connection.get(path))
  const times = timesOf(before)
  const time = { seconds: Math.floor(now().getTime() / 1000), nanos: 0 }
  const results = draft.results.map((result) => ({
    ...result,
    timestamp: times.get(identityOf(result)) ?? time,
  }))
  const report = {
    apiVersion,
    kind: resource.kind,
    metadata: {
      name: source,
      ...(namespace === '' ? {} : { namespace }),
      labels,
      annotations: {
        [digestAnnotation]: draft.digest,
        ...(draft.leftOut === 0 ? {} : { [leftOutAnnotation]: String(draft.leftOut) }),
      },
    },
    source,
    summary: draft.summary,
    results,
  }
  return (await gone(() => connection.apply(path, report))) !== undefined
}

function timesOf(report: JsonObject | undefined): ReadonlyMap<string, JsonObject> {
  const results = report === undefined ? undefined : fieldOf(report, 'results')
  if (!isArray(results)) return new Map()
  return new Map(
    results.filter(isObject).flatMap((result) => {
      const timestamp = fieldOf(result, 'timestamp')
      return isObject(timestamp) ? [[identityOf(result), timestamp] as const] : []
    }),
  )
}

/** What makes two results the same finding. */
function identityOf(result: JsonObject): string {
  const resources = fieldOf(result, 'resources')
  const subject = isArray(resources) ? resources[0] : undefined
  const fields = ['apiVersion', 'kind', 'name'].map((key) => textIn(subject, key))
  const said = ['policy', 'rule', 'result'].map((key) => textIn(result, key))
  return [...fields, ...said].join(' ')
}

/** What is asked for, or undefined where there is no such object; a namespace that is being deleted takes nothing new. */
async function gone(ask: () => Promise<JsonObject>): Promise<JsonObject | undefined> {
  try {
    return await ask()
  } catch (error) {
    if (isRefusal(error, 404) || isTerminating(error)) return undefined
    throw error
  }
}

function isTerminating(error: unknown): boolean {
  return isRefusal(error, 403) && error.message.includes('because it is being terminated')
}

function pathOf({ resource }: ServedResource, namespace: string, name: string): string {
  const inside = namespace === '' ? '' : `/namespaces/${encodeURIComponent(namespace)}`
  return `/apis/${apiVersion}${inside}/${resource}${name === '' ? '' : `/${encodeURIComponent(name)}`}`
}
