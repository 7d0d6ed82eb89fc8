import { readdirSync, realpathSync, type Stats, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Problem } from '../core/index.ts'
import { globPattern, globRoot, isGlob } from './glob.ts'
import { systemProblem, unreadable } from './unreadable.ts'

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
  if (path === '') return problem(unreadable('""', 'an empty path names nothing'))
  try {
    const stats = statOf(resolve(folder, path))
    if (stats !== undefined)
      return stats.isDirectory() ? inFolder(path, folder) : itself(path, stats)
    return isGlob(path)
      ? globbed(path, folder)
      : problem(unreadable(path, 'there is no such file or folder'))
  } catch (error) {
    return problem(systemProblem(path, error))
  }
}

function inFolder(path: string, folder: string): FoundFiles {
  const { files, problems } = below(path, folder)
  return { files: files.filter(isReadable), problems }
}

/** What a shell makes of `<(helm template .)` is a pipe with a number; any other pipe or device might never end. */
const pipeOfShell = /^\/(?:dev|proc\/(?:self|\d+))\/fd\/\d+$/

function itself(path: string, stats: Stats): FoundFiles {
  if (stats.isFile() || (stats.isFIFO() && pipeOfShell.test(path))) return found([path])
  const remedy = 'name a file or a folder, or - for standard input'
  return problem(unreadable(path, `it is ${nounOf(stats)}, no file`, remedy))
}

function nounOf(stats: Stats): string {
  if (stats.isFIFO()) return 'a pipe'
  return stats.isSocket() ? 'a socket' : 'a device'
}

function globbed(glob: string, folder: string): FoundFiles {
  const pattern = globPattern(join(glob))
  const root = globRoot(join(glob))
  const exists = statOf(resolve(folder, root))?.isDirectory() === true
  const { files, problems } = exists ? below(root, folder) : found([])
  const matching = files.filter((file) => pattern.test(file))
  return matching.length === 0 && problems.length === 0
    ? problem(unreadable(glob, 'no file matches'))
    : { files: matching, problems }
}

/** Every file below the folder, by name; a folder that a link leads back to is not walked again. */
function below(root: string, folder: string, walked: readonly string[] = []): FoundFiles {
  try {
    const place = realpathSync(resolve(folder, root))
    if (walked.includes(place)) return found([])
    const results = readdirSync(place)
      .filter((name) => !name.startsWith('.') && name !== 'node_modules')
      .sort()
      .map((name) => entry(join(root, name), folder, [...walked, place]))
    return {
      files: results.flatMap(({ files }) => files),
      problems: results.flatMap(({ problems }) => problems),
    }
  } catch (error) {
    return problem(systemProblem(root, error))
  }
}

function entry(path: string, folder: string, walked: readonly string[]): FoundFiles {
  try {
    const stats = statSync(resolve(folder, path))
    if (stats.isDirectory()) return below(path, folder, walked)
    return found(stats.isFile() ? [path] : [])
  } catch (error) {
    return isReadable(path) ? problem(systemProblem(path, error)) : found([])
  }
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

/** Whether a file of that name is taken from a folder. */
export function isReadable(file: string): boolean {
  return read.some((ending) => file.endsWith(ending))
}

function found(files: readonly string[]): FoundFiles {
  return { files, problems: [] }
}

function problem(one: Problem): FoundFiles {
  return { files: [], problems: [one] }
}
