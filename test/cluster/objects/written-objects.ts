import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type JsonObject, readYaml } from '#src/core/index.ts'

type FileName =
  | 'minimal.yaml'
  | 'rich.yaml'
  | 'surroundings.yaml'
  | 'surrounded.yaml'
  | 'custom-kinds.yaml'
  | 'custom-objects.yaml'

/** The objects of a file of this folder. */
export function writtenObjects(name: FileName): readonly JsonObject[] {
  const text = readFileSync(join(import.meta.dirname, name), 'utf8')
  const { documents, problems } = readYaml({ name, text })
  if (problems.length > 0) throw new Error(`${name}: ${problems[0]?.message}`)
  return documents.map(({ value }) => value as JsonObject)
}
