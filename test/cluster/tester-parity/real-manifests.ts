import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type JsonObject, readYaml } from '#src/core/index.ts'
import { corporaFolder } from '#test/conformance/corpora.ts'
import { seeded } from '../objects/seeded.ts'

/** A manifest of a real project. */
export interface RealManifest {
  readonly path: string
  readonly object: JsonObject
  /** Where it says that it goes; `default` where it says nothing. */
  readonly namespace: string
}

/** That many of them, always the same ones. */
export function someRealManifests(count: number): readonly RealManifest[] {
  const folder = join(corporaFolder, 'realworld')
  const files = readdirSync(folder).filter((file) => file.endsWith('.yaml'))
  return seeded('manifests of real projects')
    .some(files.sort(), count)
    .map((file) => {
      const path = join(folder, file)
      const { documents } = readYaml({ name: path, text: readFileSync(path, 'utf8') })
      const [document, ...others] = documents
      if (document === undefined || others.length > 0) throw new Error(`${path} has no one object`)
      const object = document.value as JsonObject
      const { namespace = 'default' } = { ...(object['metadata'] as JsonObject | undefined) }
      return { path, object, namespace: String(namespace) }
    })
}

/** Names of the service accounts that Pods need, by their namespaces. */
export function serviceAccountsOf({ object, namespace }: RealManifest) {
  const { serviceAccountName } = { ...(object['spec'] as JsonObject | undefined) }
  const isNamed = object['kind'] === 'Pod' && typeof serviceAccountName === 'string'
  return isNamed ? [{ namespace, name: serviceAccountName }] : []
}
