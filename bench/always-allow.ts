import { readFileSync } from 'node:fs'
import fastify from 'fastify'

/** The control: the same TLS and HTTP stack, the review parsed, everything allowed. Arguments: port, certificate, key. */
const [port = '', certificate = '', key = ''] = process.argv.slice(2)

const app = fastify({
  https: { cert: readFileSync(certificate), key: readFileSync(key) },
  bodyLimit: 7 * 1024 * 1024,
})

app.removeAllContentTypeParsers()
app.addContentTypeParser('application/json', { parseAs: 'string' }, (_, body, done) => {
  done(null, JSON.parse(String(body)))
})

app.post('/validate', (request, reply) => {
  const { uid } = (request.body as { request: { uid: string } }).request
  reply.header('content-type', 'application/json').send(
    JSON.stringify({
      apiVersion: 'admission.k8s.io/v1',
      kind: 'AdmissionReview',
      response: { uid, allowed: true },
    }),
  )
})

await app.listen({ port: Number(port), host: '127.0.0.1' })
