import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What one request is answered with; a function writes what it likes and may leave the answer open. */
export type Step =
  | { readonly status: number; readonly body: object; readonly headers?: Record<string, string> }
  | { readonly events: readonly object[]; readonly ending?: 'end' | 'cut' | 'stay' }
  | { readonly text: string }

/** A server that plays a script: each list and each watch takes the next step that is for it; the last one is repeated. */
export async function fakeApiServer(script: {
  readonly lists: readonly Step[]
  readonly watches: readonly Step[]
}) {
  const asked: string[] = []
  const open = new Set<ServerResponse>()
  let [lists, watches] = [0, 0]
  const server = createServer((request, response) => {
    const url = request.url ?? ''
    asked.push(url)
    const isWatch = url.includes('watch=true')
    const steps = isWatch ? script.watches : script.lists
    const turn = isWatch ? watches++ : lists++
    const step = steps[Math.min(turn, steps.length - 1)]
    if (step !== undefined) answer(response, step)
    open.add(response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    asked: (): readonly string[] => asked,
    close: async () => {
      for (const response of open) response.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function answer(response: ServerResponse, step: Step): void {
  response.setHeader('content-type', 'application/json')
  if ('status' in step) {
    response.writeHead(step.status, step.headers).end(JSON.stringify(step.body))
    return
  }
  if ('text' in step) {
    response.end(step.text)
    return
  }
  response.flushHeaders()
  for (const event of step.events) response.write(`${JSON.stringify(event)}\n`)
  if (step.ending === 'end') response.end()
  if (step.ending === 'cut') setTimeout(() => response.destroy(), 20)
}

/** A page of a list at a version. */
export function page(items: readonly object[], resourceVersion: string, next?: string): Step {
  const metadata = { resourceVersion, ...(next === undefined ? {} : { continue: next }) }
  return { status: 200, body: { kind: 'List', apiVersion: 'v1', metadata, items } }
}

export function namespace(name: string, resourceVersion: string, labels: object = {}) {
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name, uid: name, resourceVersion, labels, managedFields: [{ manager: 'kubectl' }] },
  }
}

export function event(type: string, object: object) {
  return { type, object }
}

export function bookmark(resourceVersion: string) {
  return event('BOOKMARK', { kind: 'Namespace', apiVersion: 'v1', metadata: { resourceVersion } })
}

/** The event of a watch whose version is too old. */
export const tooOld = event('ERROR', {
  kind: 'Status',
  code: 410,
  reason: 'Expired',
  message: 'too old resource version: 1 (5)',
})
