// refuses-probe.mjs URL TOKEN-FILE NAMESPACE: asks the API server, on dry run, for a ConfigMap that Sallyport must refuse.
// That shows the whole way: webhook configuration, CA, Service, a server that answers. Ends with 0, or with 1 and a line why.
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import process from 'node:process'

const [url, tokenFile, namespace] = process.argv.slice(-3)
const nonce = randomUUID()
const answer = await fetch(`${url}/api/v1/namespaces/${namespace}/configmaps?dryRun=All`, {
  method: 'POST',
  headers: {
    authorization: `Bearer ${readFileSync(tokenFile, 'utf8').trim()}`,
    'content-type': 'application/json',
  },
  body: JSON.stringify({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: `sallyport-probe-${nonce}`, labels: { 'sallyport.dev/probe': nonce } },
  }),
})
const { message = '' } = await answer.json()
const isRefused = answer.status === 403 && message.includes('webhook') && message.includes(nonce)
process.stdout.write(
  isRefused
    ? `The API server calls Sallyport, and Sallyport refuses: ${message}\n`
    : `The probe was not refused by Sallyport. The API server answered ${answer.status} ${message}\n`,
)
process.exitCode = isRefused ? 0 : 1
