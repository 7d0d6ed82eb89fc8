import {
  editText,
  isArray,
  isObject,
  type JsonObject,
  type JsonValue,
  readYaml,
  type SourceDocument,
} from '../../core/index.ts'
import type { CaseResult } from './run-cases.ts'
import { updatedExpectation } from './updated-expectation.ts'
import type { VerifiedSet } from './verified-set.ts'

/** A file whose cases expect something else now. */
interface UpdatedFile {
  readonly source: string
  readonly before: string
  readonly after: string
}

/** A case that cannot be made to hold: it was not judged. */
interface LeftCase {
  readonly source: string
  readonly line: number | undefined
  readonly name: string
  readonly why: string
}

export interface UpdatedCases {
  readonly files: readonly UpdatedFile[]
  readonly left: readonly LeftCase[]
}

/** The files with what came of each failed case as its expectation; comments and layout stay. `textOf` gives a file's text. */
export function updateCases(
  verified: readonly VerifiedSet[],
  textOf: (source: string) => string,
): UpdatedCases {
  const texts = new Map<string, { readonly before: string; readonly after: string }>()
  const left: LeftCase[] = []
  for (const { set, results } of verified) {
    const { document } = set
    const failed = results.filter(({ differences }) => differences.length > 0)
    const judged = failed.filter(({ actual }) => actual.obstacles.length === 0)
    left.push(
      ...failed.filter((result) => !judged.includes(result)).map((one) => leftCase(document, one)),
    )
    if (judged.length === 0) continue
    const { source } = document
    const known = texts.get(source)
    const before = known?.before ?? textOf(source)
    const after = updatedText(known?.after ?? before, document, judged)
    texts.set(source, { before, after })
  }
  return { files: [...texts].map(([source, text]) => ({ source, ...text })), left }
}

function leftCase(document: SourceDocument, { row, actual }: CaseResult): LeftCase {
  return {
    source: document.source,
    line: document.locate([...row.at, 'name'])?.start.line,
    name: row.name,
    why: actual.obstacles.join('; '),
  }
}

/** The document is looked up in the text as it stands by now: others in the same file may have been changed. */
function updatedText(
  text: string,
  { source, index }: SourceDocument,
  results: readonly CaseResult[],
): string {
  const document = readYaml({ name: source, text }).documents[index]
  if (document === undefined) return text
  const part = document.part()
  const after = withExpectations(document.value, results)
  const start = text.indexOf(part.text, startOfLine(text, part.line))
  return (
    text.slice(0, start) +
    editText(part, document.value, after) +
    text.slice(start + part.text.length)
  )
}

function startOfLine(text: string, line: number): number {
  let start = 0
  for (let number = 1; number < line; number++) start = text.indexOf('\n', start) + 1
  return start
}

function withExpectations(value: JsonValue, results: readonly CaseResult[]): JsonValue {
  if (!isObject(value)) return value
  const { cases } = value
  if (!isArray(cases)) return value
  const updated = new Map(results.map((result) => [result.row.at[1], result]))
  return {
    ...value,
    cases: cases.map((row, index) => {
      const result = updated.get(index)
      if (result === undefined || !isObject(row)) return row
      return { ...row, expect: updatedExpectation(row['expect'] as JsonObject, result) }
    }),
  }
}
