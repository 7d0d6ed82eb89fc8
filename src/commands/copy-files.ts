import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

export interface CopyOptions {
  readonly from: string
  readonly to: string
  /** Whether files that are there and say something else are written over. */
  readonly force: boolean
}

export type Copied =
  | {
      readonly kind: 'copied'
      readonly written: readonly string[]
      readonly same: readonly string[]
    }
  /** Nothing was written: these are there already and say something else. */
  | { readonly kind: 'occupied'; readonly files: readonly string[] }

/** Copies files from a folder to another under the same names, all or none. */
export async function copyFiles(
  files: readonly string[],
  { from, to, force }: CopyOptions,
): Promise<Copied> {
  const copies = await Promise.all(
    files.map(async (file) => {
      const text = await readFile(join(from, file), 'utf8')
      const path = join(to, file)
      return { file, path, text, there: await textAt(path) }
    }),
  )
  const others = copies.filter(({ text, there }) => there !== undefined && there !== text)
  if (others.length > 0 && !force)
    return { kind: 'occupied', files: others.map(({ file }) => file) }
  const wanting = copies.filter(({ text, there }) => there !== text)
  for (const { path, text } of wanting) {
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, text)
  }
  return {
    kind: 'copied',
    written: wanting.map(({ file }) => file),
    same: copies.filter(({ text, there }) => there === text).map(({ file }) => file),
  }
}

/** Undefined where nothing is. */
async function textAt(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}
