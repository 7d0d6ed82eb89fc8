import { readFileSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { decodeUtf8, type Problem, type SourceText } from '../core/index.ts'
import { findFiles } from './find-files.ts'
import { systemProblem, unreadable } from './unreadable.ts'

/** A named run of bytes: a file, or standard input. */
export interface SourceBytes {
  readonly name: string
  readonly bytes: Uint8Array
}

export interface ReadSources {
  readonly sources: readonly SourceBytes[]
  /** Paths that could not be read; everything else is in `sources`. */
  readonly problems: readonly Problem[]
}

/** Where paths are read from. */
export interface Origin {
  /** Relative paths start here. */
  readonly folder: string
  readonly standardInput: AsyncIterable<Uint8Array | string>
}

/** The name of standard input in results; as a path it is `-`. */
export const standardInputName = '<stdin>'

/** The bytes of everything that the paths mean, in their order: files, folders, globs, and `-`. */
export async function readSources(paths: readonly string[], origin: Origin): Promise<ReadSources> {
  const { sources, problems } = readFiles(
    paths.filter((path) => path !== '-'),
    origin.folder,
  )
  if (!paths.includes('-')) return { sources, problems }
  const { source, problem } = await readStandardInput(origin)
  return {
    sources: source === undefined ? sources : [...sources, source],
    problems: problem === undefined ? problems : [...problems, problem],
  }
}

/** Standard inputs that were read: they have no more. */
const spent = new WeakSet<Origin['standardInput']>()

const readTwice: Problem = unreadable(
  '-',
  'standard input can be read only once',
  'give - in one place, and a file in the others',
)

function readFiles(paths: readonly string[], folder: string): ReadSources {
  const { files, problems } = findFiles(paths, folder)
  const results = files.map((file) => readSource(file, folder))
  return {
    sources: results.flatMap(({ source }) => source ?? []),
    problems: [...problems, ...results.flatMap(({ problem }) => problem ?? [])],
  }
}

interface ReadSource {
  readonly source?: SourceBytes
  readonly problem?: Problem
}

/** One after the other and synchronously: this is all that the process does, and 5 times as fast for small files. */
function readSource(name: string, folder: string): ReadSource {
  const path = resolve(folder, name)
  try {
    if (statSync(path).size > mostBytes) return { problem: tooLarge(name) }
    const bytes = readFileSync(path)
    return bytes.length > mostBytes ? { problem: tooLarge(name) } : { source: { name, bytes } }
  } catch (error) {
    return { problem: systemProblem(name, error) }
  }
}

/**
 * No object that an API server takes is larger than 3 MiB; ten thousands of them fit into a file of this size, and twice
 * as much would need gigabytes of memory.
 */
const mostMebibytes = 32
const mostBytes = mostMebibytes * 1024 ** 2

function tooLarge(source: string): Problem {
  const message = `it is larger than ${mostMebibytes} MiB`
  return { ...unreadable(source, message, 'split it into several files'), code: 'too-large' }
}

async function readStandardInput({ standardInput }: Origin): Promise<ReadSource> {
  if (spent.has(standardInput)) return { problem: readTwice }
  spent.add(standardInput)
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of standardInput) {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk
    size += bytes.length
    if (size > mostBytes) return { problem: tooLarge(standardInputName) }
    chunks.push(bytes)
  }
  return { source: { name: standardInputName, bytes: Buffer.concat(chunks) } }
}

export type DecodedSource =
  | { readonly kind: 'text'; readonly text: SourceText }
  | { readonly kind: 'problem'; readonly problem: Problem }

/** The text of bytes in UTF-8, with or without a byte order mark. */
export function decodeSource({ name, bytes }: SourceBytes): DecodedSource {
  const decoded = decodeUtf8(bytes)
  if (decoded.kind === 'text') return { kind: 'text', text: { name, text: decoded.text } }
  const { message } = decoded
  return {
    kind: 'problem',
    problem: {
      code: 'not-utf-8',
      severity: 'error',
      message,
      source: name,
      remedy: 'give a UTF-8 text file',
    },
  }
}

export interface ReadTexts {
  readonly texts: readonly SourceText[]
  /** What cannot be read (`unreadable-path`) or decoded (`not-utf-8`). */
  readonly problems: readonly Problem[]
}

/** The texts that paths mean, standard input among them. */
export async function readTexts(paths: readonly string[], origin: Origin): Promise<ReadTexts> {
  return decodeAll(await readSources(paths, origin))
}

/** The texts of files, folders and globs. */
export function readTextFiles(paths: readonly string[], folder: string): ReadTexts {
  return decodeAll(readFiles(paths, folder))
}

function decodeAll({ sources, problems }: ReadSources): ReadTexts {
  const decoded = sources.map(decodeSource)
  return {
    texts: decoded.flatMap((source) => (source.kind === 'text' ? [source.text] : [])),
    problems: [
      ...problems,
      ...decoded.flatMap((source) => (source.kind === 'problem' ? [source.problem] : [])),
    ],
  }
}
