import { join } from 'node:path'
import type { ControlPlane } from '../control-plane.ts'

const foreignKinds = join(import.meta.dirname, 'foreign-kinds.yaml')

/** Makes what the chart's objects refer to: the namespace, and the kinds of other projects. */
export async function prepare(cluster: ControlPlane, namespace: string): Promise<void> {
  await cluster.createNamespace(namespace)
  const steps = [
    ['apply', '-f', foreignKinds],
    ['wait', '--for=condition=Established', 'crd', '--all', '--timeout=30s'],
  ]
  for (const step of steps) {
    const { code, stderr } = await cluster.kubectl(step)
    if (code !== 0) throw new Error(`kubectl ${step.join(' ')}: ${stderr}`)
  }
}

/** What the API server says against the text's objects, were they applied; unknown fields are refused. Empty: nothing. */
export async function objections(cluster: ControlPlane, text: string): Promise<string> {
  const { stderr } = await cluster.kubectl(
    ['apply', '--server-side', '--dry-run=server', '--validate=strict', '-f', '-'],
    { input: text },
  )
  return stderr
}
