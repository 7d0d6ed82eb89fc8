import { existsSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import {
  amendmentProblems,
  type BundleItem,
  isBundle,
  type Problem,
  problemAt,
  readBundle,
  readYaml,
  type SourceDocument,
  type SourceText,
} from '../core/index.ts'
import { readTextFiles, standardInputName } from './read-sources.ts'

/** A policy that a bundle lists, as it stands in its file. What cannot be changed as the bundle wants is left out. */
export interface BundledPolicy extends Placed {
  readonly text: SourceText
}

/** An item of a bundle, and the document of that bundle. */
interface Placed {
  readonly document: SourceDocument
  readonly item: BundleItem
}

/** What the bundles of a text list. */
export interface BundledPolicies {
  readonly items: readonly BundledPolicy[]
  readonly problems: readonly Problem[]
  /** The folders in which the policies stand. */
  readonly folders: readonly string[]
}

/**
 * The policies that the bundles in a text list, each `policy` a folder with a `policy.yaml`, or a file, below the folder
 * of the bundle or else below the one above it. What is not there, or cannot be changed so, is a problem of the bundle.
 */
export function bundledPolicies(text: SourceText, folder: string): BundledPolicies {
  const documents = text.text.includes('PolicyBundle') ? readYaml(text).documents : []
  return joined(documents.filter(isBundle).map((document) => policiesOf(document, folder)))
}

function policiesOf(document: SourceDocument, folder: string): BundledPolicies {
  const read = readBundle(document)
  if (read.kind === 'problems') return { ...nothing, problems: read.problems }
  return joined(read.bundle.items.map((item) => policyOf({ document, item }, folder)))
}

function policyOf({ document, item }: Placed, folder: string): BundledPolicies {
  const roots = rootsOf(document)
  const candidates = roots.map((root) => join(root, fileOf(item.policy)))
  const allowed = candidates.filter((candidate) => isBelow(roots.at(-1) ?? '.', candidate))
  if (allowed.length === 0) return { ...nothing, problems: [outside({ document, item })] }
  const path = allowed.find((candidate) => existsSync(resolve(folder, candidate)))
  if (path === undefined) return { ...nothing, problems: [missing({ document, item }, roots)] }
  const { texts, problems: unread } = readTextFiles([path], folder)
  const documents = texts.flatMap((each) => readYaml(each).documents)
  const problems = [...unread, ...amendmentProblems({ document, item }, documents)]
  return {
    items: problems.length > 0 ? [] : texts.map((each) => ({ document, item, text: each })),
    problems,
    folders: [dirname(path)],
  }
}

/** Where the policies of a bundle may stand; of one that comes from standard input, where the command runs. */
function rootsOf({ source }: SourceDocument): readonly string[] {
  if (source === standardInputName) return ['.']
  const own = dirname(source)
  return [own, join(own, '..')]
}

function fileOf(policy: string): string {
  return /\.(ya?ml|json)$/.test(policy) ? policy : join(policy, 'policy.yaml')
}

function isBelow(root: string, path: string): boolean {
  return !relative(root, path).startsWith('..')
}

function outside({ document, item }: Placed): Problem {
  return problemAt(document, [...item.path, 'policy'], {
    code: 'policy-outside',
    message: `the policy ${item.policy} leads out of the folder above the bundle`,
    found: item.policy,
    remedy: 'name a folder below the one of the bundle, or below the one above it',
  })
}

function missing({ document, item }: Placed, roots: readonly string[]): Problem {
  const looked = roots.map((root) => join(root, fileOf(item.policy)))
  return problemAt(document, [...item.path, 'policy'], {
    code: 'no-such-policy',
    message: `there is no policy ${item.policy}: neither ${looked.join(' nor ')} is there`,
    found: item.policy,
    remedy:
      'name its folder, such as images/no-latest-tag, or copy it with sallyport policies copy',
  })
}

const nothing: BundledPolicies = { items: [], problems: [], folders: [] }

function joined(parts: readonly BundledPolicies[]): BundledPolicies {
  return {
    items: parts.flatMap(({ items }) => items),
    problems: parts.flatMap(({ problems }) => problems),
    folders: parts.flatMap(({ folders }) => folders),
  }
}
