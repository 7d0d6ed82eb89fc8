import { type JsonObject, printJson } from '#src/core/index.ts'
import type { ApiRequest } from '../api-client.ts'
import type { Seeded } from '../objects/seeded.ts'
import type { Family } from './families.ts'
import { spaceLabel } from './space.ts'

/** A request as it is sent in each arm, with the tokens of `filled`. */
export interface Sent extends ApiRequest {
  /** What it does, for reports. */
  readonly name: string
  /** Of the API that it is sent to. */
  readonly version: string
}

type Labels = Readonly<Record<string, string>>

const mergePatch = 'application/merge-patch+json'

const requestsEach = 5

/** Some of the requests that the family knows; those that store something are dry-run. */
export function someRequests(seed: Seeded, family: Family): readonly Sent[] {
  return seed.some(requestsOf(family), requestsEach)
}

function requestsOf(family: Family): readonly Sent[] {
  const { existing } = family
  return [
    ...family.versions.flatMap((version) => creations(family, version)),
    ...(existing === '' ? [] : [...changes(family), ...subResourceRequests(family)]),
    ...(existing === '' ? [] : deletions(family)),
  ]
}

const labelSets: readonly Labels[] = [
  {},
  { app: 'web', team: 'red' },
  { app: 'web', team: 'blue', tier: 'front' },
]

function creations(family: Family, version: string): readonly Sent[] {
  const path = pathTo(family, version)
  const names = ['settled', 'other'].map((name) => ({ name: nameIn(family, name) }))
  const written = labelSets.map((labels, index) => ({ ...names[index % 2], labels }))
  const generated = { generateName: nameIn(family, 'made-'), labels: labelSets[1] as Labels }
  return [...written, generated].map((metadata, index) => ({
    name: `create ${family.resource} ${version} #${index}`,
    version,
    method: 'POST',
    path,
    body: printJson(objectOf(family, version, metadata)),
  }))
}

function changes(family: Family): readonly Sent[] {
  const merged = Object.entries(family.patches).flatMap(([name, patch]) =>
    family.versions.map((version) => ({
      name: `patch ${family.resource} ${version} ${name}`,
      version,
      method: 'PATCH' as const,
      path: pathTo(family, version, family.existing),
      contentType: mergePatch,
      body: printJson(patch),
    })),
  )
  const metadata = { name: family.existing, labels: labelSets[2] as Labels }
  const [version = ''] = family.versions
  return [
    ...merged,
    {
      name: `apply ${family.resource}`,
      version,
      method: 'PATCH',
      path: `${pathTo(family, version, nameIn(family, 'applied'))}&force=true`,
      contentType: 'application/apply-patch+yaml',
      body: printJson(objectOf(family, version, { ...metadata, name: nameIn(family, 'applied') })),
    },
  ]
}

function deletions(family: Family): readonly Sent[] {
  const [version = ''] = family.versions
  const one = {
    name: `delete ${family.resource}`,
    version,
    method: 'DELETE' as const,
    path: pathTo(family, version, family.existing),
  }
  if (family.scope === 'Cluster') return [one]
  const selector = encodeURIComponent('app in (web, ship)')
  return [
    one,
    {
      name: `delete collection of ${family.resource}`,
      version,
      method: 'DELETE',
      path: `${pathTo(family, version)}&labelSelector=${selector}`,
    },
  ]
}

function subResourceRequests(family: Family): readonly Sent[] {
  const [version = ''] = family.versions
  const to = (subResource: string) => pathTo(family, version, family.existing, subResource)
  const patch = (subResource: string, body: JsonObject): Sent => ({
    name: `patch ${family.resource}/${subResource}`,
    version,
    method: 'PATCH',
    path: to(subResource),
    contentType: mergePatch,
    body: printJson(body),
  })
  const has = (subResource: string) => family.subResources.includes(subResource)
  return [
    ...(family.statusPatch === undefined ? [] : [patch('status', family.statusPatch)]),
    ...(has('scale') ? [patch('scale', { spec: { replicas: 6 } })] : []),
    ...(has('exec') ? podRequests(to).map((request) => ({ ...request, version })) : []),
  ]
}

function podRequests(to: (subResource: string) => string): readonly Omit<Sent, 'version'>[] {
  const metadata = { name: 'pod' }
  const debugger_ = { name: 'debug', image: 'busybox:latest', targetContainerName: 'main' }
  const strategic = 'application/strategic-merge-patch+json'
  const resources = { requests: { cpu: '200m' } }
  return [
    {
      name: 'patch pods/ephemeralcontainers',
      method: 'PATCH',
      path: to('ephemeralcontainers'),
      contentType: strategic,
      body: printJson({ spec: { ephemeralContainers: [debugger_] } }),
    },
    {
      name: 'patch pods/resize',
      method: 'PATCH',
      path: to('resize'),
      contentType: strategic,
      body: printJson({ spec: { containers: [{ name: 'main', resources }] } }),
    },
    {
      name: 'create pods/eviction',
      method: 'POST',
      path: to('eviction'),
      body: printJson({ apiVersion: 'policy/v1', kind: 'Eviction', metadata }),
    },
    { name: 'connect pods/exec', method: 'POST', path: `${to('exec')}&command=ls&container=main` },
    { name: 'connect pods/portforward', method: 'POST', path: to('portforward') },
  ]
}

/** Cluster-scoped objects belong to a space by their names and a label. */
function nameIn({ scope }: Family, name: string): string {
  return scope === 'Cluster' ? `SPACE-${name}` : name
}

interface Written {
  readonly name?: string
  readonly generateName?: string
  readonly labels: Labels
}

function objectOf(family: Family, version: string, { labels, ...names }: Written): JsonObject {
  const own = family.scope === 'Cluster' ? { [spaceLabel]: 'SPACE' } : {}
  const metadata: JsonObject = { ...names, labels: { ...labels, ...own } }
  const apiVersion = family.group === '' ? version : `${family.group}/${version}`
  return { apiVersion, kind: family.kind, metadata, ...family.body }
}

/** With its query, to which more can be added. */
function pathTo(family: Family, version: string, name?: string, subResource?: string): string {
  const root = family.group === '' ? `/api/${version}` : `/apis/${family.group}/${version}`
  const place = family.scope === 'Namespaced' ? '/namespaces/SPACE' : ''
  const steps = [family.resource, name, subResource].filter((step) => step !== undefined)
  return `${root}${place}/${steps.join('/')}?dryRun=All&fieldManager=policies`
}
