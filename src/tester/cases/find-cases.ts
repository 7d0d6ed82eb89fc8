import { dirname, join, resolve } from 'node:path'
import {
  type Problem,
  problemAt,
  readYaml,
  type SourceDocument,
  type SourceText,
} from '../../core/index.ts'
import { filesBeside } from '../../files/files-beside.ts'
import { type ReadTexts, readTextFiles, standardInputName } from '../../files/read-sources.ts'
import { casesKind } from './cases-kind.ts'
import type { ReadObjects } from './derive-object.ts'
import type { PolicyCase } from './policy-case.ts'
import { readCases } from './read-cases.ts'

/** The cases of one document, and the texts of the policies that they are about. */
export interface CaseDocument {
  readonly document: SourceDocument
  readonly cases: readonly PolicyCase[]
  readonly policies: readonly SourceText[]
}

export interface FoundCases {
  readonly documents: readonly CaseDocument[]
  /** What is wrong with documents of cases, and with the files that they name. */
  readonly problems: readonly Problem[]
}

/** Whether the document has cases; one that is misspelt is no policy either, and said to be so there. */
function isCases({ value }: SourceDocument): boolean {
  const { kind, apiVersion } = (value ?? {}) as { readonly kind?: unknown; apiVersion?: unknown }
  return kind === casesKind.kind && String(apiVersion).startsWith('sallyport.dev/')
}

/** Every document of cases in the texts, with the policies beside it or those that it names. `folder`: where paths start. */
export function findCases(texts: readonly SourceText[], folder: string): FoundCases {
  const found = texts.flatMap((text) =>
    readYaml(text)
      .documents.filter(isCases)
      .map((document) => casesOf(document, text, folder)),
  )
  return {
    documents: found.flatMap(({ documents }) => documents),
    problems: found.flatMap(({ problems }) => problems),
  }
}

function casesOf(document: SourceDocument, text: SourceText, folder: string): FoundCases {
  const read: string[] = []
  const result = readCases(document, objectsReader(document, folder, read))
  if (result.kind === 'problems') return { documents: [], problems: result.problems }
  const { cases, policies: named } = result
  const { texts, problems } =
    named === undefined
      ? policiesBeside(text, folder, read)
      : readTextFiles(
          named.map((path) => pathFrom(document, path)),
          folder,
        )
  const unread = problems.map((problem) =>
    problemAt(document, named === undefined ? ['kind'] : ['policies'], {
      code: problem.code,
      message: `${problem.source}: ${problem.message}`,
    }),
  )
  return { documents: [{ document, cases, policies: texts }], problems: unread }
}

/** Objects that cases are made of are no policies; beside what comes from standard input stands nothing else. */
function policiesBeside(text: SourceText, folder: string, read: readonly string[]): ReadTexts {
  if (!isFile(text.name)) return { texts: [text], problems: [] }
  const objects = new Set(read)
  const files = filesBeside(text.name, folder)
  return readTextFiles(
    files.filter((file) => !objects.has(resolve(folder, file))),
    folder,
  )
}

function isFile(source: string): boolean {
  return source !== standardInputName
}

function objectsReader(document: SourceDocument, folder: string, read: string[]): ReadObjects {
  return (path) => {
    const file = pathFrom(document, path)
    read.push(resolve(folder, file))
    const { texts, problems } = readTextFiles([file], folder)
    const documents = texts.map(readYaml)
    const problem = [...problems, ...documents.flatMap((each) => each.problems)][0]
    return {
      objects: documents.flatMap((each) => each.documents.map(({ value }) => value)),
      problem: problem?.message,
    }
  }
}

/** A path of the document as a path from where the document's own starts. */
function pathFrom({ source }: SourceDocument, path: string): string {
  return isFile(source) ? join(dirname(source), path) : path
}
