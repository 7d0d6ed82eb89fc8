import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { SourceText } from '../core/index.ts'

export type ReadFiles =
  | { readonly kind: 'texts'; readonly texts: readonly SourceText[] }
  /** A path is missing or cannot be read; the message names it. */
  | { readonly kind: 'unreadable'; readonly message: string }

const extensions = ['.yaml', '.yml', '.json']

/**
 * The texts of files and of folders with what is below them, sorted by name. In a folder only YAML and JSON count, and
 * nothing whose name begins with a dot: so a mounted ConfigMap (`..data`, `..2026_01_01`) is read once.
 */
export async function readPolicyFiles(paths: readonly string[]): Promise<ReadFiles> {
  const texts: SourceText[] = []
  for (const path of paths) {
    try {
      for (const file of await filesIn(path))
        texts.push({ name: file, text: await readFile(file, 'utf8') })
    } catch (error) {
      return { kind: 'unreadable', message: unreadable(path, error) }
    }
  }
  return { kind: 'texts', texts }
}

async function filesIn(path: string): Promise<readonly string[]> {
  if (!(await stat(path)).isDirectory()) return [path]
  const files: string[] = []
  for (const name of (await readdir(path)).sort()) {
    if (name.startsWith('.')) continue
    const child = join(path, name)
    if ((await stat(child)).isDirectory()) files.push(...(await filesIn(child)))
    else if (extensions.some((extension) => name.endsWith(extension))) files.push(child)
  }
  return files
}

function unreadable(path: string, error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code
  if (code === 'ENOENT') return `${path} does not exist; name an existing file or folder`
  if (code === 'EACCES') return `${path} may not be read; check its permissions`
  return `${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`
}
