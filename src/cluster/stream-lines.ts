import type { IncomingMessage } from 'node:http'
import { StringDecoder } from 'node:string_decoder'
import type { Credentials } from './credentials.ts'
import { headersOf, type Received, receive, requestTo, type Sent } from './exchange.ts'

export interface Streaming {
  /** Ends the stream without an error. */
  readonly signal: AbortSignal
  /** How long nothing may come before the stream counts as dead. */
  readonly idleMs: number
  /** What the objects are to be like; whole and in JSON where it is not given. */
  readonly accept?: string
  /** The server has begun to answer. */
  readonly onOpen?: () => void
}

/** The lines of an answer as they come, or the whole answer where its status is no success. */
export type Streamed =
  | { readonly kind: 'lines'; readonly lines: AsyncGenerator<string> }
  | { readonly kind: 'refused'; readonly received: Received }

/** Asks for an answer that goes on; rejects with what Node says, after `idleMs` without an answer with a `TimeoutError`. */
export async function streamLines(
  sent: Sent,
  { streamAgent: agent, headers: ownHeaders }: Credentials,
  { signal, idleMs, onOpen }: Streaming,
): Promise<Streamed> {
  const headers = headersOf(sent, await ownHeaders())
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const options = { method: sent.method, agent, signal, headers }
    const under = requestTo(sent.url)(sent.url, options, resolve)
    under.on('error', reject)
    under.setTimeout(idleMs, () => under.destroy(silence(idleMs)))
    under.end()
  })
  if (response.statusCode !== 200) return { kind: 'refused', received: await receive(response) }
  onOpen?.()
  return { kind: 'lines', lines: linesOf(response, signal) }
}

function silence(idleMs: number): Error {
  return new DOMException(`nothing came for ${idleMs} ms`, 'TimeoutError')
}

/** Far above etcd's largest object, 1.5 MiB, which comes in one line. */
const longestLine = 64 * 1024 * 1024

async function* linesOf(response: IncomingMessage, signal: AbortSignal): AsyncGenerator<string> {
  const decoder = new StringDecoder('utf8')
  let rest: string[] = []
  let length = 0
  try {
    for await (const chunk of response) {
      const [first = '', ...others] = decoder.write(chunk as Buffer).split('\n')
      rest.push(first)
      length += first.length
      for (const next of others) {
        yield rest.join('')
        rest = [next]
        length = next.length
      }
      if (length > longestLine) throw new Error('a line of the answer is longer than 64 MiB')
    }
  } catch (error) {
    if (!signal.aborted) throw error
  } finally {
    response.destroy()
  }
}
