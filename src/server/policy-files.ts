import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { decodeUtf8, type Problem, type SourceText } from '../core/index.ts'

export type ReadFiles =
  | {
      readonly kind: 'texts'
      readonly texts: readonly SourceText[]
      /** Files that are no text. */
      readonly problems: readonly Problem[]
    }
  /** A path is missing or cannot be read; the message names it. */
  | { readonly kind: 'unreadable'; readonly message: string }

const extensions = ['.yaml', '.yml', '.json']

/**
 * The texts of files and of folders with what is below them, sorted by name. In a folder only YAML and JSON count, and
 * nothing whose name begins with a dot: so a mounted ConfigMap (`..data`, `..2026_01_01`) is read once.
 */
export async function readPolicyFiles(paths: readonly string[]): Promise<ReadFiles> {
  const texts: SourceText[] = []
  const problems: Problem[] = []
  for (const path of paths) {
    try {
      for (const name of await filesIn(path)) {
        const decoded = decodeUtf8(await readFile(name))
        if (decoded.kind === 'text') texts.push({ name, text: decoded.text })
        else problems.push(notUtf8(name, decoded.message))
      }
    } catch (error) {
      return { kind: 'unreadable', message: unreadable(path, error) }
    }
  }
  return { kind: 'texts', texts, problems }
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

function notUtf8(source: string, message: string): Problem {
  const remedy = 'save the file as UTF-8, or take it out of the folder'
  return { code: 'not-utf-8', severity: 'error', message, source, remedy }
}

function unreadable(given: string, error: unknown): string {
  const { code, path = given, message } = error as NodeJS.ErrnoException
  if (code === 'ENOENT') return `${path} does not exist; name an existing file or folder`
  if (code === 'EACCES') return `${path} may not be read; check its permissions`
  return `${path} cannot be read: ${message}`
}
