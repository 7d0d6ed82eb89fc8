import { resolve } from 'node:path'
import { jsonEqual, type PolicyText, type Problem, problemAt } from '../core/index.ts'
import { type BundledPolicy, bundledPolicies } from './bundled-policies.ts'
import { libraryPath } from './library.ts'
import {
  type Origin,
  type ReadTexts,
  readTextFiles,
  readTexts,
  standardInputName,
} from './read-sources.ts'

export interface ReadPolicyTexts {
  readonly texts: readonly PolicyText[]
  /** What cannot be read, and what bundles have wrong. */
  readonly problems: readonly Problem[]
  /** Where something may change: the paths, and the folders of what bundles list. */
  readonly places: readonly string[]
}

/**
 * The texts of policies that paths mean. A bundle counts where its file is named itself (or as `bundle:NAME`, or comes from
 * standard input): then what it lists is there as well. In a folder it is passed over, as its policies stand there too.
 */
export async function readPolicyTexts(
  paths: readonly string[],
  origin: Origin,
): Promise<ReadPolicyTexts> {
  const named = namedPaths(paths, origin.folder)
  return withBundled(named, await readTexts(named.paths, origin), origin.folder)
}

/** The same without standard input. */
export function readPolicyFiles(paths: readonly string[], folder: string): ReadPolicyTexts {
  const named = namedPaths(paths, folder)
  return withBundled(named, readTextFiles(named.paths, folder), folder)
}

/** The paths, where bundles among them are replaced by the folders of what they list: there stand the cases as well. */
export function unbundledPaths(paths: readonly string[], folder: string): NamedPaths {
  const named = namedPaths(paths, folder)
  const unbundled = named.paths.map(
    (path) => foldersOfBundle(path, folder) ?? { paths: [path], problems: [] },
  )
  return {
    paths: unbundled.flatMap((each) => each.paths),
    problems: [...named.problems, ...unbundled.flatMap(({ problems }) => problems)],
  }
}

interface NamedPaths {
  readonly paths: readonly string[]
  readonly problems: readonly Problem[]
}

function namedPaths(paths: readonly string[], folder: string): NamedPaths {
  const found = paths.map((path) => libraryPath(path, folder))
  return {
    paths: found.flatMap((one) => (one.kind === 'path' ? [one.path] : [])),
    problems: found.flatMap((one) => (one.kind === 'problem' ? [one.problem] : [])),
  }
}

function withBundled(
  { paths, problems }: NamedPaths,
  read: ReadTexts,
  folder: string,
): ReadPolicyTexts {
  const bundled = read.texts
    .filter(({ name }) => isNamed(name, paths))
    .map((text) => bundledPolicies(text, folder))
  const chosen = distinct(
    read,
    bundled.flatMap(({ items }) => items),
    folder,
  )
  return {
    texts: [...read.texts, ...chosen.texts],
    problems: [
      ...problems,
      ...read.problems,
      ...bundled.flatMap((each) => each.problems),
      ...chosen.problems,
    ],
    places: [...paths, ...new Set(bundled.flatMap(({ folders }) => folders))],
  }
}

function isNamed(source: string, paths: readonly string[]): boolean {
  return paths.includes(source) || source === standardInputName
}

/** One policy may be listed twice, where both want the same of it, or one has another name for it. */
function distinct(
  read: ReadTexts,
  items: readonly BundledPolicy[],
  folder: string,
): Pick<ReadPolicyTexts, 'texts' | 'problems'> {
  const key = (file: string, name = '') => JSON.stringify([resolve(folder, file), name])
  const known = new Map<string, BundledPolicy | undefined>(
    read.texts.map(({ name }) => [key(name), undefined]),
  )
  const texts: PolicyText[] = []
  const problems: Problem[] = []
  for (const one of items) {
    const { text, item } = one
    const place = key(text.name, item.amendment.name)
    if (!known.has(place)) texts.push(amendedText(one))
    else if (!isSame(one, known.get(place))) problems.push(listedTwice(one, known.get(place)))
    if (!known.has(place)) known.set(place, one)
  }
  return { texts, problems }
}

function amendedText({ text, item: { amendment } }: BundledPolicy): PolicyText {
  return Object.keys(amendment).length === 0 ? text : { ...text, amendment }
}

function isSame({ item }: BundledPolicy, earlier: BundledPolicy | undefined): boolean {
  return jsonEqual({ ...item.amendment }, { ...earlier?.item.amendment })
}

function listedTwice(
  { document, item }: BundledPolicy,
  earlier: BundledPolicy | undefined,
): Problem {
  const line = earlier?.document.locate(earlier.item.path)?.start.line
  const where =
    earlier === undefined
      ? 'among the policies as it is written'
      : `in ${earlier.document.source}${line === undefined ? '' : `:${line}`} with other values`
  return problemAt(document, [...item.path, 'policy'], {
    code: 'duplicate-policy',
    message: `${item.policy} stands already ${where}`,
    found: item.policy,
    remedy: 'remove one of the two, or give one a name of its own with name',
  })
}

function foldersOfBundle(path: string, folder: string): NamedPaths | undefined {
  if (path === '-') return undefined
  const { texts } = readTextFiles([path], folder)
  const [text] = texts
  if (texts.length !== 1 || text?.name !== path) return undefined
  const { folders, problems } = bundledPolicies(text, folder)
  return folders.length === 0 && problems.length === 0
    ? undefined
    : { paths: [...new Set(folders)], problems }
}
