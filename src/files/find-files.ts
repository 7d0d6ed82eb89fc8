import { readdirSync, realpathSync, type Stats, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Problem } from '../core/index.ts'
import { globPattern, globRoot, isGlob } from './glob.ts'

export interface FoundFiles {
  /** As the user would write them: the path that was given, and what is below it. */
  readonly files: readonly string[]
  readonly problems: readonly Problem[]
}

const read = ['.yaml', '.yml', '.json']

/**
 * The files that paths mean, each once: a file is itself, whatever its name; a folder is its YAML and JSON files and
 * those below, without names that start with a dot and without `node_modules`; a glob is the files that it matches.
 */
export function findFiles(paths: readonly string[], folder: string): FoundFiles {
  const results = paths.map((path) => filesOf(path, folder))
  const byPlace = new Map(
    results.flatMap(({ files }) => files).map((file) => [resolve(folder, file), file]),
  )
  return { files: [...byPlace.values()], problems: results.flatMap(({ problems }) => problems) }
}

function filesOf(path: string, folder: string): FoundFiles {
  try {
    const stats = statOf(resolve(folder, path))
    if (stats !== undefined)
      return found(stats.isDirectory() ? below(path, folder).filter(isRead) : [path])
    return isGlob(path)
      ? globbed(path, folder)
      : unreadable(path, 'there is no such file or folder')
  } catch (error) {
    return unreadable(path, error instanceof Error ? error.message : String(error))
  }
}

function globbed(glob: string, folder: string): FoundFiles {
  const pattern = globPattern(join(glob))
  const root = globRoot(join(glob))
  const exists = statOf(resolve(folder, root))?.isDirectory() === true
  const files = exists ? below(root, folder).filter((file) => pattern.test(file)) : []
  return files.length === 0 ? unreadable(glob, 'no file matches') : found(files)
}

/** Every file below the folder, by name; a folder that a link leads back to is not walked again. */
function below(root: string, folder: string, walked: readonly string[] = []): readonly string[] {
  const place = realpathSync(resolve(folder, root))
  if (walked.includes(place)) return []
  return readdirSync(place)
    .filter((name) => !name.startsWith('.') && name !== 'node_modules')
    .sort()
    .flatMap((name) => {
      const path = join(root, name)
      const stats = statOf(resolve(folder, path))
      if (stats?.isDirectory() === true) return below(path, folder, [...walked, place])
      return stats?.isFile() === true ? [path] : []
    })
}

/** Undefined where nothing is: also below something that is no folder. */
function statOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOTDIR') return undefined
    throw error
  }
}

function isRead(file: string): boolean {
  return read.some((ending) => file.endsWith(ending))
}

function found(files: readonly string[]): FoundFiles {
  return { files, problems: [] }
}

function unreadable(source: string, message: string): FoundFiles {
  return { files: [], problems: [{ code: 'unreadable-path', severity: 'error', message, source }] }
}
