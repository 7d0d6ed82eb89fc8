import { readFile } from 'node:fs/promises'
import type { IncomingMessage } from 'node:http'
import { request } from 'node:https'
import { text as textOf } from 'node:stream/consumers'
import { isObject, type JsonObject, type JsonValue, parseJson } from '../core/index.ts'

/** Which server, and what it wants to see. */
export interface AskedServer {
  /** `https://HOST:PORT` of its admin port. */
  readonly url: string
  readonly tokenFile: string
  /** PEM of the authorities of its certificate; undefined: those of the system. */
  readonly caFile: string | undefined
  readonly timeoutMs: number
}

export type ServerAnswer =
  | { readonly kind: 'decisions'; readonly decisions: readonly JsonObject[] }
  | { readonly kind: 'problem'; readonly message: string }

/** What a server has kept of the requests with that id; whatever goes wrong is one sentence that says what to do. */
export async function askServer(id: string, server: AskedServer): Promise<ServerAnswer> {
  const address = addressOf(server.url)
  if (address === undefined) {
    return problem(`--server: expected https://HOST:PORT, found ${JSON.stringify(server.url)}`)
  }
  try {
    const token = (await read('--token-file', server.tokenFile)).trim()
    if (token === '') return problem(`--token-file ${server.tokenFile}: the file is empty`)
    const ca = server.caFile === undefined ? {} : { ca: await read('--ca-file', server.caFile) }
    const path = `/decisions/${encodeURIComponent(id)}`
    const headers = { authorization: `Bearer ${token}` }
    const answer = await get(new URL(path, address), { ...ca, headers }, server.timeoutMs)
    return decisionsOf(answer, server.url)
  } catch (error) {
    return problem(error instanceof Refusal ? error.message : connectionProblem(server, error))
  }
}

class Refusal extends Error {}

function addressOf(url: string): URL | undefined {
  const address = URL.canParse(url) ? new URL(url) : undefined
  return address?.protocol === 'https:' ? address : undefined
}

async function read(flag: string, path: string): Promise<string> {
  return readFile(path, 'utf8').catch((error: Error) => {
    throw new Refusal(`${flag} ${path}: cannot be read: ${error.message}`)
  })
}

interface Answered {
  readonly status: number
  readonly body: JsonValue | undefined
}

async function get(
  address: URL,
  options: { readonly ca?: string; readonly headers: Readonly<Record<string, string>> },
  timeoutMs: number,
): Promise<Answered> {
  const signal = AbortSignal.timeout(timeoutMs)
  const message = await new Promise<IncomingMessage>((resolve, reject) => {
    request(address, { ...options, signal }, resolve)
      .on('error', reject)
      .end()
  })
  const parsed = parseJson(await textOf(message))
  const body = parsed.kind === 'value' ? parsed.value : undefined
  return { status: message.statusCode ?? 0, body }
}

function decisionsOf({ status, body }: Answered, url: string): ServerAnswer {
  const { decisions, message } = isObject(body) ? body : {}
  if (status === 200 && Array.isArray(decisions)) {
    return { kind: 'decisions', decisions: decisions.filter(isObject) }
  }
  if (status === 401) return problem(`${url}: it does not take the token of --token-file`)
  if (status === 404 && typeof message === 'string') return problem(`${url}: ${message}`)
  return problem(`${url}: answers with status ${status}; is it the port of --admin-port?`)
}

function connectionProblem({ url, caFile, timeoutMs }: AskedServer, error: unknown): string {
  const { code = '', message, name } = error as NodeJS.ErrnoException
  if (name === 'AbortError' || name === 'TimeoutError') {
    return `${url}: no answer within ${timeoutMs} ms`
  }
  if (/CERT|SELF_SIGNED|UNABLE_TO_VERIFY/.test(code)) {
    const way =
      caFile === undefined ? 'name its authority with --ca-file' : `look at --ca-file ${caFile}`
    return `${url}: its certificate does not hold (${message}); ${way}`
  }
  return `${url}: cannot be reached: ${message === '' ? code : message}`
}

function problem(message: string): ServerAnswer {
  return { kind: 'problem', message }
}
