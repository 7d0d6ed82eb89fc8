import type { Socket } from 'node:net'
import type { Observer } from './observer.ts'

interface ConnectionError extends Error {
  readonly code?: string
}

/**
 * Errors below the routes. Bad HTTP gets an answer; before TLS stands (plain HTTP, no common version, an unknown client
 * certificate) there is nobody to answer to, and the connection is closed.
 * https://nodejs.org/api/http.html#event-clienterror
 */
export function connectionErrorHandler(observer: Observer) {
  return (error: ConnectionError, socket: Socket): void => {
    const answer = answerTo(error.code ?? '')
    if (answer === undefined) {
      observer.connectionFailed(error)
      socket.destroy()
      return
    }
    observer.refused(answer.code, answer.message)
    if (socket.writable) socket.end(printAnswer(answer))
    else socket.destroy()
  }
}

interface Answer {
  readonly status: string
  readonly code: string
  readonly message: string
}

function answerTo(errorCode: string): Answer | undefined {
  if (errorCode === 'ERR_HTTP_REQUEST_TIMEOUT') {
    return {
      status: '408 Request Timeout',
      code: 'request-timeout',
      message: 'the request did not arrive in time',
    }
  }
  if (errorCode === 'HPE_HEADER_OVERFLOW') {
    return {
      status: '431 Request Header Fields Too Large',
      code: 'headers-too-large',
      message: 'the headers are larger than 16 KiB',
    }
  }
  if (!errorCode.startsWith('HPE_')) return undefined
  return { status: '400 Bad Request', code: 'not-http', message: 'the bytes are no HTTP request' }
}

function printAnswer({ status, code, message }: Answer): string {
  const body = JSON.stringify({ code, message })
  return [
    `HTTP/1.1 ${status}`,
    'Content-Type: application/json',
    `Content-Length: ${body.length}`,
    'Connection: close',
    '',
    body,
  ].join('\r\n')
}
