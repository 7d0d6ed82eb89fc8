import { hostname } from 'node:os'
import type { FastifyInstance } from 'fastify'
import { answerProbe, probePath } from '../core/index.ts'

/** `POST /probe`: refuses whatever comes, in words by which the prober knows that its object came here. */
export function registerProbeDoor(app: FastifyInstance, replica: string = hostname()): void {
  app.post(probePath, (request, reply) => {
    const body = Buffer.isBuffer(request.body) ? request.body.toString() : ''
    const { isReview, text } = answerProbe(body, replica)
    if (!isReview) reply.code(400)
    reply.header('content-type', 'application/json').send(text)
  })
}
