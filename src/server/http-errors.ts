import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { doorPaths } from './doors.ts'
import { internalError } from './internal-error.ts'
import type { Observer } from './observer.ts'

/** Answers to requests that never get to a door: `{code, message}` as JSON. */
export function registerHttpErrors(
  app: FastifyInstance,
  observer: Observer,
  bodyLimit: number,
): void {
  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?')[0]
    const isDoor = Object.values(doorPaths).some((door) => door === path)
    const answer = isDoor ? methodNotAllowed(request.method) : notFound(request.method, path ?? '')
    observer.refused(answer.code, answer.message)
    if (isDoor) reply.header('allow', 'POST')
    return reply.code(answer.status).send(bodyOf(answer))
  })
  app.setErrorHandler(errorHandler(observer, bodyLimit))
}

/** The answer to an error that Fastify finds before a door, and the last resort for one that a door throws. */
export function errorHandler(observer: Observer, bodyLimit: number) {
  return (error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const answer = answerTo(error, request.headers['content-type'], bodyLimit)
    observer.refused(answer.code, answer.message)
    return reply.code(answer.status).send(bodyOf(answer))
  }
}

interface HttpError {
  readonly status: number
  readonly code: string
  readonly message: string
}

function bodyOf({ code, message }: HttpError): Pick<HttpError, 'code' | 'message'> {
  return { code, message }
}

function methodNotAllowed(method: string): HttpError {
  return {
    status: 405,
    code: 'method-not-allowed',
    message: `an AdmissionReview is sent with POST, not with ${method}`,
  }
}

function notFound(method: string, path: string): HttpError {
  const known = Object.values(doorPaths)
    .map((door) => `POST ${door}`)
    .join(' and ')
  return {
    status: 404,
    code: 'not-found',
    message: `${method} ${path.slice(0, 200)} is not known here; ${known} are`,
  }
}

function answerTo(
  error: FastifyError,
  contentType: string | undefined,
  bodyLimit: number,
): HttpError {
  switch (error.code) {
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return {
        status: 415,
        code: 'wrong-content-type',
        message: `expected Content-Type application/json, found ${contentType ?? 'none'}`,
      }
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return {
        status: 413,
        code: 'body-too-large',
        message: `the body is larger than ${bodyLimit} bytes`,
      }
    default: {
      const status = error.statusCode ?? 500
      return status < 500
        ? { status, code: 'bad-request', message: error.message }
        : { status: 500, ...internalError }
    }
  }
}
