import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type JsonObject, readYaml } from '#src/core/index.ts'
import { corporaFolder, hasCorpora } from '#test/conformance/corpora.ts'

export interface RealManifest {
  readonly file: string
  readonly object: JsonObject
}

/** The manifests of real projects, without their namespace; none where the corpora are missing. */
export function realManifests(): readonly RealManifest[] {
  if (!hasCorpora) return []
  const folder = join(corporaFolder, 'realworld')
  return readdirSync(folder)
    .filter((file) => file.endsWith('.yaml'))
    .flatMap((file) => {
      const text = readFileSync(join(folder, file), 'utf8')
      const { documents } = readYaml({ name: file, text })
      return documents.map(({ value }) => ({ file, object: withoutNamespace(value as JsonObject) }))
    })
}

function withoutNamespace(object: JsonObject): JsonObject {
  const { namespace, ...metadata } = { ...(object['metadata'] as JsonObject | undefined) }
  return namespace === undefined ? object : { ...object, metadata }
}
