import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Writes USER.kubeconfig into the folder of `pki.sh`, beside the USER.crt and USER.key that it names. Gives its path. */
export function writeKubeconfig(pki: string, user: string, apiServer: string): string {
  const path = join(pki, `${user}.kubeconfig`)
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [
      {
        name: 'test',
        cluster: { server: apiServer, 'certificate-authority': join(pki, 'ca.crt') },
      },
    ],
    users: [
      {
        name: user,
        user: {
          'client-certificate': join(pki, `${user}.crt`),
          'client-key': join(pki, `${user}.key`),
        },
      },
    ],
    contexts: [{ name: 'test', context: { cluster: 'test', user } }],
    'current-context': 'test',
  }
  writeFileSync(path, JSON.stringify(config, undefined, 2))
  return path
}
