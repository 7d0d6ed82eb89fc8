import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { decodeUtf8, type Problem, type SourceText } from '../core/index.ts'
import { findFiles } from './find-files.ts'

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
const standardInputName = '<stdin>'

/** The bytes of everything that the paths mean, in their order: files, folders, globs, and `-`. */
export async function readSources(paths: readonly string[], origin: Origin): Promise<ReadSources> {
  const { sources, problems } = readFiles(
    paths.filter((path) => path !== '-'),
    origin.folder,
  )
  const input = paths.includes('-') ? [await readStandardInput(origin)] : []
  return { sources: [...sources, ...input], problems }
}

function readFiles(paths: readonly string[], folder: string): ReadSources {
  const { files, problems } = findFiles(paths, folder)
  const results = files.map((file) => readSource(file, folder))
  return {
    sources: results.flatMap(({ source }) => source ?? []),
    problems: [...problems, ...results.flatMap(({ problem }) => problem ?? [])],
  }
}

/** One after the other and synchronously: this is all that the process does, and 5 times as fast for small files. */
function readSource(
  name: string,
  folder: string,
): { readonly source?: SourceBytes; readonly problem?: Problem } {
  try {
    return { source: { name, bytes: readFileSync(resolve(folder, name)) } }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    return { problem: { code: 'unreadable-path', severity: 'error', message, source: name } }
  }
}

async function readStandardInput({ standardInput }: Origin): Promise<SourceBytes> {
  const chunks: Uint8Array[] = []
  for await (const chunk of standardInput) {
    chunks.push(typeof chunk === 'string' ? Buffer.from(chunk) : chunk)
  }
  return { name: standardInputName, bytes: Buffer.concat(chunks) }
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
    problem: { code: 'not-utf-8', severity: 'error', message, source: name },
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
