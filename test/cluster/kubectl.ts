import { execFile } from 'node:child_process'
import { dirname } from 'node:path'

const timeoutMs = 60_000

export interface CommandResult {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

export type Kubectl = (
  args: readonly string[],
  options?: { readonly input?: string },
) => Promise<CommandResult>

/** kubectl, or helm, with this kubeconfig and no other environment but where it finds `diff`. A failing one is an answer, one that cannot run an error. */
export function kubectlWith(kubectl: string, kubeconfig: string): Kubectl {
  const env = { HOME: dirname(kubeconfig), KUBECONFIG: kubeconfig, PATH: '/usr/bin:/bin' }
  return (args, { input = '' } = {}) =>
    new Promise((resolve, reject) => {
      const child = execFile(
        kubectl,
        args,
        { env, timeout: timeoutMs, maxBuffer: 64 * 1024 * 1024 },
        (error, stdout, stderr) => {
          if (error === null) resolve({ code: 0, stdout, stderr })
          else if (typeof error.code === 'number') resolve({ code: error.code, stdout, stderr })
          else reject(error)
        },
      )
      child.stdin?.end(input)
    })
}
