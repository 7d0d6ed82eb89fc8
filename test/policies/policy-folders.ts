import { readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { SourceText } from '#src/core/index.ts'

export const root = fileURLToPath(new URL('../../policies', import.meta.url))

export interface PolicyFolder {
  readonly name: string
  /** Relative to `policies`. */
  readonly path: string
  readonly files: readonly string[]
}

/** Every folder below `policies` that holds a policy. */
export const policyFolders: readonly PolicyFolder[] = readdirSync(root, {
  recursive: true,
  withFileTypes: true,
})
  .filter((entry) => entry.isFile() && entry.name === 'policy.yaml')
  .map((entry) => entry.parentPath)
  .sort()
  .map((path) => ({
    name: basename(path),
    path: path.slice(root.length + 1),
    files: readdirSync(path).sort(),
  }))

/** A file of the folder as the loaders take it. */
export function textOf({ path }: PolicyFolder, file: string): SourceText {
  const name = join(path, file)
  return { name: join(basename(dirname(root)), name), text: readFileSync(join(root, name), 'utf8') }
}
