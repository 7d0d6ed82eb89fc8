import { existsSync, readdirSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { nearestName, type Problem } from '../core/index.ts'
import { unreadable } from './unreadable.ts'

/** The policies that come with Sallyport: beside what is built of it, or in the sources. */
export function libraryFolder(): string {
  const built = fileURLToPath(new URL('policies', import.meta.url))
  return existsSync(built) ? built : fileURLToPath(new URL('../../policies', import.meta.url))
}

/** The names of its bundles, sorted. */
export function libraryBundles(): readonly string[] {
  const folder = join(libraryFolder(), bundles)
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((name) => name.endsWith(ending))
    .map((name) => name.slice(0, -ending.length))
    .sort()
}

const bundles = 'bundles'
const ending = '.yaml'
const prefix = 'bundle:'

export type LibraryPath =
  | { readonly kind: 'path'; readonly path: string }
  | { readonly kind: 'problem'; readonly problem: Problem }

/** `bundle:NAME` as the path of that bundle of the library, relative where it lies below the folder; other paths as they are. */
export function libraryPath(path: string, folder: string): LibraryPath {
  if (!path.startsWith(prefix)) return { kind: 'path', path }
  const name = path.slice(prefix.length)
  const names = libraryBundles()
  if (!names.includes(name)) return { kind: 'problem', problem: noBundle(path, name, names) }
  const place = join(libraryFolder(), bundles, `${name}${ending}`)
  const fromFolder = relative(resolve(folder), place)
  return { kind: 'path', path: fromFolder.startsWith('..') ? place : fromFolder }
}

function noBundle(path: string, name: string, names: readonly string[]): Problem {
  const near = nearestName(name, names)
  const remedy =
    near === undefined ? `there are ${names.join(', ')}` : `did you mean ${prefix}${near}?`
  return unreadable(path, `Sallyport comes with no bundle "${name}"`, remedy)
}
