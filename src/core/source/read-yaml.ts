import type { Document } from 'yaml'
import type { ReadDocuments, SourceDocument, SourceText } from './document.ts'
import { type JsonDocument, jsonDocuments, skipSpace } from './json-documents.ts'
import type { JsonValue } from './json-value.ts'
import { listItems } from './list-items.ts'
import type { Path } from './path.ts'
import type { Range } from './problem.ts'
import { remembered } from './remembered.ts'
import { type Fault, sourceProblem } from './source-problem.ts'
import { type DocumentText, splitDocuments } from './split-documents.ts'
import { positionsOf, type TextPositions } from './text-position.ts'
import { yamlDocument } from './yaml-document.ts'
import { parseYaml } from './yaml-parse.ts'
import { keyRange, type Offsets, scalarPosition, valueRange } from './yaml-position.ts'
import { yamlValue } from './yaml-value.ts'

/**
 * JSON and YAML as kubectl reads them: many documents, empty ones left out, the items of a list as documents of their own.
 * A document that cannot be read is a problem; the others of the text stay.
 * https://github.com/kubernetes-sigs/yaml, https://github.com/kubernetes/apimachinery/tree/master/pkg/util/yaml
 */
export function readYaml(text: SourceText): ReadDocuments {
  const positions = positionsOf(text.text)
  const json = jsonDocuments(text.text)
  const parts = [
    ...json.documents.map((document) => jsonPart(text.text, document)),
    ...restAfterJson(text.text, json.documents.length, json.end),
  ]
  const problems = parts.flatMap(({ start, faults }) =>
    faults.map((fault) =>
      sourceProblem(text, positions, { ...fault, offset: start + fault.offset }),
    ),
  )
  const documents = parts.flatMap(({ value, ...part }) =>
    value === undefined || value === null ? [] : documentsOf(text, positions, { ...part, value }),
  )
  return { documents: documents.map((document, index) => ({ ...document, index })), problems }
}

/** A part of the text and what it says. */
interface Part {
  readonly start: number
  readonly text: string
  readonly value: JsonValue | undefined
  readonly faults: readonly Fault[]
}

function jsonPart(text: string, { start, end, value, hasDuplicateKeys }: JsonDocument): Part {
  const part = { start, text: text.slice(start, end), value }
  const tree = hasDuplicateKeys ? parseYaml(part.text)?.[0] : undefined
  const faults = tree === undefined ? [] : yamlValue(tree).faults
  return { ...part, faults: faults.filter(({ code }) => code === 'duplicate-key') }
}

/** After one JSON document YAML may follow, on the next line; after more of them only JSON may. */
function restAfterJson(text: string, count: number, end: number): readonly Part[] {
  const next = skipSpace(text, end)
  if (next >= text.length) return []
  if (count > 1) return [notJson(next)]
  const newline = count === 0 ? -1 : text.slice(end, next).indexOf('\n')
  return splitDocuments(text, newline === -1 ? end : end + newline + 1).map(yamlPart)
}

function notJson(start: number): Part {
  const message = 'only JSON may follow JSON documents that stand one after the other'
  const faults = [{ code: 'yaml-syntax', message, path: [], offset: 0 }] as const
  return { start, text: '', value: undefined, faults }
}

function yamlPart(part: DocumentText): Part {
  return { ...part, ...yamlDocument(part) }
}

interface ReadPart extends Part {
  readonly value: JsonValue
}

function documentsOf(
  text: SourceText,
  positions: TextPositions,
  part: ReadPart,
): readonly Omit<SourceDocument, 'index'>[] {
  const tree = treeOf(part)
  const items = listItems(part.value)
  if (items === undefined) return [sourceDocument(text, positions, { ...part, tree, prefix: [] })]
  return items.map((value, index) =>
    sourceDocument(text, positions, { ...part, value, tree, prefix: ['items', index] }),
  )
}

/** The tree of a part, parsed again when somebody asks for a position: nearly all documents are never asked. */
function treeOf({ text }: ReadPart): () => Document | undefined {
  return () => {
    const known = latestTrees.get(text)
    if (known !== undefined) return known
    const tree = parseYaml(text)?.[0]
    if (tree === undefined) return undefined
    for (const oldest of latestTrees.keys()) {
      if (latestTrees.size < treesKept) break
      latestTrees.delete(oldest)
    }
    latestTrees.set(text, tree)
    return tree
  }
}

/** A tree is fifty times as large as its text, and whoever asks for one position asks for others of the same document. */
const treesKept = 4
const latestTrees = new Map<string, Document>()

interface Placed extends ReadPart {
  readonly tree: () => Document | undefined
  readonly prefix: Path
}

function sourceDocument(
  { name, text: whole }: SourceText,
  positions: TextPositions,
  { start, text, value, tree, prefix }: Placed,
): Omit<SourceDocument, 'index'> {
  const look = (find: (document: Document, path: Path) => Offsets | undefined, path: Path) => {
    const document = tree()
    const offsets = document && find(document, [...prefix, ...path])
    return offsets && rangeOf(positions, start, offsets)
  }
  return {
    source: name,
    value,
    part: () => ({
      text: whole.slice(start, start + text.length),
      line: positions.at(start).line,
      path: prefix,
    }),
    locate: remembered((path) => look(valueRange, path)),
    locateKey: remembered((path) => look(keyRange, path)),
    positionInScalar: (path, offset) => {
      const document = tree()
      const found = document && scalarPosition(document, text, [...prefix, ...path], offset)
      return found === undefined ? undefined : positions.at(start + found)
    },
    excerpt: positions.excerpt,
  }
}

function rangeOf(positions: TextPositions, start: number, offsets: Offsets): Range {
  return { start: positions.at(start + offsets[0]), end: positions.at(start + offsets[1]) }
}
