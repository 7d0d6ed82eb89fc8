// take-right.mjs URL TOKEN-FILE BINDING: deletes a ClusterRoleBinding, and waits until every API server has noticed.
// Ends with 0, also where there is none; with 1 and a line where it cannot be deleted.
import { readFileSync } from 'node:fs'
import process from 'node:process'
import { setTimeout as pause } from 'node:timers/promises'

const [url, tokenFile, name] = process.argv.slice(-3)
const noticedMs = 2_000
const group = `${url}/apis/rbac.authorization.k8s.io/v1`
const answer = await fetch(`${group}/clusterrolebindings/${name}`, {
  method: 'DELETE',
  headers: { authorization: `Bearer ${readFileSync(tokenFile, 'utf8').trim()}` },
})
const isGone = answer.ok || answer.status === 404
process.stdout.write(
  isGone
    ? `The servers no longer have the rights of the ClusterRoleBinding ${name}.\n`
    : `The ClusterRoleBinding ${name} cannot be deleted: ${answer.status} ${await answer.text()}\n`,
)
process.exitCode = isGone ? 0 : 1
if (answer.ok) await pause(noticedMs)
