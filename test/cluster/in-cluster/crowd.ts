import { type ApiClient, apiClient } from '../api-client.ts'
import type { ControlPlane } from '../control-plane.ts'

/** One object, and the path of its collection. */
export interface Posted {
  readonly path: string
  readonly object: object
}

const atOnce = 32

/** Creates many objects. Throws where the API server does not take one. */
export async function createAll(
  { kubeconfig }: Pick<ControlPlane, 'kubeconfig'>,
  objects: Iterable<Posted>,
): Promise<void> {
  const api = apiClient(kubeconfig)
  const left = objects[Symbol.iterator]()
  try {
    await Promise.all(Array.from({ length: atOnce }, () => createEach(api, left)))
  } finally {
    api.close()
  }
}

/** Takes one after the other from what is left for all. */
async function createEach(api: ApiClient, left: Iterator<Posted>): Promise<void> {
  for (let next = left.next(); next.done !== true; next = left.next()) {
    const { path, object } = next.value
    const { status, text } = await api.post(path, JSON.stringify(object))
    if (status !== 201) throw new Error(`${path}: ${status} ${text}`)
  }
}
