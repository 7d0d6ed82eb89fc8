import type { Document, Node } from 'yaml'
import type { DocumentPart } from '../document.ts'
import { jsonEqual } from '../equal.ts'
import { isArray, isObject, type JsonValue } from '../json-value.ts'
import { printYaml, quotedJson } from '../print-yaml.ts'
import { readYaml } from '../read-yaml.ts'
import { parseYaml } from '../yaml-parse.ts'
import { yamlValue } from '../yaml-value.ts'
import { editsOf } from './edits.ts'
import { spliced } from './splice.ts'

/**
 * The text of a document in which the value has become another one: what did not change stays as it is written, comments,
 * order, quotes and indentation. Where that cannot be done, because of anchors for instance, the whole document is written anew.
 */
export function editText(part: DocumentPart, before: JsonValue, after: JsonValue): string {
  const { text, path } = part
  if (jsonEqual(before, after)) return text
  const tree = parseYaml(text)?.[0]
  const node = tree === undefined ? undefined : nodeAt(tree, path)
  const edits = node === undefined ? undefined : editsOf({ text, node, before, after })
  const edited = edits === undefined ? undefined : spliced(text, edits)
  if (edited !== undefined && holds(edited, part, after)) return edited
  return writtenAnew(part, tree, after)
}

function nodeAt(tree: Document, path: DocumentPart['path']): Node | undefined {
  const node = path.length === 0 ? tree.contents : tree.getIn(path, true)
  return (node ?? undefined) as Node | undefined
}

/** Whether the text says that, and of other items what it said before. */
function holds(text: string, part: DocumentPart, after: JsonValue): boolean {
  const values = valuesIn(text)
  const place = placeOf(part)
  return (
    values !== undefined &&
    jsonEqual(
      values,
      valuesIn(part.text)?.map((value, index) => (index === place ? after : value)) ?? [],
    )
  )
}

/** Which of the documents that are read from the text is meant: items of a list are documents of their own. */
function placeOf({ path }: DocumentPart): number {
  const place = path.at(-1)
  return typeof place === 'number' ? place : 0
}

function valuesIn(text: string): readonly JsonValue[] | undefined {
  const { documents, problems } = readYaml({ name: '', text })
  return problems.some(({ code }) => code !== 'duplicate-key')
    ? undefined
    : documents.map(({ value }) => value)
}

function writtenAnew(part: DocumentPart, tree: Document | undefined, after: JsonValue): string {
  const { text, path } = part
  const whole = tree === undefined ? undefined : yamlValue(tree).value
  const value =
    path.length === 0 || whole === undefined ? after : withItem(whole, placeOf(part), after)
  const isJson = text.trimStart().startsWith('{')
  const head = /^---[^\n]*\n/.exec(text)?.[0] ?? ''
  return isJson ? `${quotedJson(value)}\n` : head + printYaml(value)
}

function withItem(list: JsonValue, place: number, item: JsonValue): JsonValue {
  if (!isObject(list) || !isArray(list['items'])) return item
  return { ...list, items: list['items'].with(place, item) }
}
