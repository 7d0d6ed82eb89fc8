import { get as httpGet } from 'node:http'
import { get as httpsGet, type RequestOptions } from 'node:https'
import type { LeashedProcess } from './leashed-process.ts'
import { eventually } from './wait.ts'

type Credentials = Pick<RequestOptions, 'ca' | 'cert' | 'key'>

export interface ReadinessProbe {
  readonly url: string
  readonly credentials?: Credentials
  readonly answering: LeashedProcess
  /** Processes that the answering one cannot do without. */
  readonly beside?: readonly LeashedProcess[]
}

/** Waits until the URL answers 200; fails at once when one of the processes has ended. */
export async function untilReady(readiness: ReadinessProbe): Promise<void> {
  const { url, credentials = {}, answering, beside = [] } = readiness
  await eventually(`${answering.name} ready`, async () => {
    for (const process of [answering, ...beside]) process.assertAlive()
    const problem = await probe(url, credentials)
    if (problem !== undefined) throw new Error(`${problem}. The log:\n${answering.logTail()}`)
  })
}

function probe(url: string, credentials: Credentials): Promise<string | undefined> {
  const get = url.startsWith('https:') ? httpsGet : httpGet
  return new Promise((resolve) => {
    const request = get(url, { ...credentials, agent: false, timeout: 5_000 }, (response) => {
      response.resume()
      resolve(response.statusCode === 200 ? undefined : `${url} says ${response.statusCode}`)
    })
    request.on('timeout', () => request.destroy(new Error('no answer in 5 s')))
    request.on('error', ({ message }) => resolve(message))
  })
}
