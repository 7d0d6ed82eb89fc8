import { readdirSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { isReadable } from './find-files.ts'

/** The YAML and JSON files of the folder in which the file stands, the file itself among them, by name. */
export function filesBeside(file: string, folder: string): readonly string[] {
  const own = dirname(file)
  return readdirSync(resolve(folder, own), { withFileTypes: true })
    .filter(
      (entry) => !entry.isDirectory() && isReadable(entry.name) && !entry.name.startsWith('.'),
    )
    .map(({ name }) => join(own, name))
    .sort()
}
