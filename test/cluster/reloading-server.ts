import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { request } from 'node:https'
import { join } from 'node:path'
import { type JsonObject, printJson } from '#src/core/index.ts'
import { type SallyportServer, startSallyport } from './sallyport-server.ts'
import { eventually } from './wait.ts'

/** The built server, whose policies and context change while it runs. */
export interface ReloadingServer extends Pick<SallyportServer, 'url' | 'ca' | 'stop'> {
  /** Answers when these are in force instead of those before. */
  readonly load: (policies: readonly JsonObject[], context?: readonly JsonObject[]) => Promise<void>
}

/** Starts it with no policy but a marker; it works in FOLDER/NAME. */
export async function startReloading(name: string, folder: string): Promise<ReloadingServer> {
  const [policies, held] = [join(folder, `${name}-policies`), join(folder, `${name}-context`)]
  for (const path of [policies, held]) mkdirSync(path)
  let loads = 0
  write(held, 'context', [])
  write(policies, 'policies', [marker(loads)])
  const server = await startSallyport(name, [policies], folder, [held])
  return {
    url: server.url,
    ca: server.ca,
    stop: server.stop,
    load: async (documents, context = []) => {
      write(held, 'context', context)
      write(policies, 'policies', [...documents, marker(++loads)])
      await eventually('the server has read the policies', async () => {
        const answer = await judgeMarker(server)
        if (!answer.includes(`marker ${loads} `)) throw new Error(`${answer}\n${server.log()}`)
      })
    },
  }
}

/** All at once, so that nobody reads half of it. */
function write(folder: string, name: string, documents: readonly JsonObject[]): void {
  const path = join(folder, `${name}.yaml`)
  writeFileSync(`${path}.new`, documents.map(printJson).join('\n---\n'))
  renameSync(`${path}.new`, path)
}

const markerKind = { group: 'marker.example', version: 'v1', kind: 'Marker' }
const markerResource = { group: 'marker.example', version: 'v1', resource: 'markers' }

/** A rule that speaks of its number, about a kind that is nowhere else. */
function marker(number: number): JsonObject {
  const { group, version, resource } = markerResource
  const rule = { apiGroups: [group], apiVersions: [version], resources: [resource] }
  return {
    apiVersion: 'sallyport.dev/v1alpha1',
    kind: 'ValidatingRule',
    metadata: { name: 'marker' },
    spec: {
      matchConstraints: { resourceRules: [{ ...rule, operations: ['CREATE'] }] },
      validations: [{ expression: 'false', message: `marker ${number} is in force` }],
      validationActions: ['Deny'],
    },
  }
}

function judgeMarker({ url, ca }: Pick<SallyportServer, 'url' | 'ca'>): Promise<string> {
  const object = { apiVersion: 'marker.example/v1', kind: 'Marker', metadata: { name: 'marker' } }
  const review = {
    apiVersion: 'admission.k8s.io/v1',
    kind: 'AdmissionReview',
    request: {
      ...{ uid: 'marker', kind: markerKind, resource: markerResource, name: 'marker' },
      ...{ operation: 'CREATE', userInfo: {}, object },
    },
  }
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json' }
    const sent = request(`${url}/validate`, { method: 'POST', ca, headers }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () => resolve(Buffer.concat(chunks).toString()))
    })
    sent.on('error', reject)
    sent.end(JSON.stringify(review))
  })
}
