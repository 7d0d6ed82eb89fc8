import { request } from 'node:https'
import type { Replica } from './installation.ts'

type Object = Readonly<Record<string, unknown>>

/** What a replica says to the creation of a Pod, asked without the API server: empty where it is let in. */
export async function askReplica({ ports }: Replica, pod: Object): Promise<string> {
  const { namespace, name } = pod['metadata'] as Record<'namespace' | 'name', string>
  const resource = { group: '', version: 'v1', resource: 'pods' }
  const kind = { group: '', version: 'v1', kind: 'Pod' }
  const review = {
    apiVersion: 'admission.k8s.io/v1',
    kind: 'AdmissionReview',
    request: {
      ...{ uid: 'a', kind, resource, requestKind: kind, requestResource: resource },
      ...{ operation: 'CREATE', namespace, name, object: pod, oldObject: null, dryRun: true },
      userInfo: { username: 'someone', groups: ['system:authenticated'] },
    },
  }
  const text = await post(`https://127.0.0.1:${ports['webhook']}/validate/fail`, review)
  const { response } = JSON.parse(text) as {
    readonly response: { readonly allowed: boolean; readonly status?: { readonly message: string } }
  }
  return response.allowed ? '' : (response.status?.message ?? 'refused')
}

/** The text of the answer, whatever its status. */
export function post(url: string, body: Object): Promise<string> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json' }
    const sent = request(
      url,
      { method: 'POST', headers, rejectUnauthorized: false, agent: false, timeout: 5_000 },
      (response) => {
        let text = ''
        response.setEncoding('utf8')
        response.on('data', (part: string) => {
          text += part
        })
        response.on('end', () => resolve(text))
        response.on('error', reject)
      },
    )
    sent.on('timeout', () => sent.destroy(new Error('no answer within 5 s')))
    sent.on('error', reject)
    sent.end(JSON.stringify(body))
  })
}
