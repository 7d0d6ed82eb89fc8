import { type Document, isScalar } from 'yaml'
import type { JsonValue } from './json-value.ts'
import { plainYaml } from './plain-yaml.ts'
import type { Fault, SourceProblemCode } from './source-problem.ts'
import type { DocumentText } from './split-documents.ts'
import { nodesOf } from './yaml-nodes.ts'
import { parseYaml } from './yaml-parse.ts'
import { misplacedTab } from './yaml-tab.ts'
import { yamlValue } from './yaml-value.ts'

export interface YamlDocument {
  /** Undefined where the document cannot be read; null where it is empty. */
  readonly value: JsonValue | undefined
  /** Offsets are those of the document's own text. */
  readonly faults: readonly Fault[]
}

/** What one document of a text says. */
export function yamlDocument(part: DocumentText): YamlDocument {
  const unread = faultOfText(part)
  if (unread !== undefined) return { value: undefined, faults: [unread] }
  const value = plainYaml(part.text)
  return value === undefined ? exactDocument(part.text) : { value, faults: [] }
}

const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f\ufffe\uffff]/

function faultOfText({ text, afterSeparator }: DocumentText): Fault | undefined {
  const found = control.exec(text)
  if (found !== null) {
    const code = (found[0].codePointAt(0) ?? 0).toString(16).padStart(4, '0').toUpperCase()
    return fault('not-text', `control characters are not allowed: U+${code}`, found.index)
  }
  if (afterSeparator === undefined) return undefined
  return fault('document-separator', `invalid Yaml document separator: ${afterSeparator}`, 0)
}

function fault(code: SourceProblemCode, message: string, offset: number): Fault {
  return { code, message, path: [], offset }
}

/** What it says, read by the reader that knows where everything stands, and knows why where it says nothing. */
export function exactDocument(text: string): YamlDocument {
  const directive = directiveOf(text)
  if (directive !== undefined) return { value: undefined, faults: [directive] }
  const parsed = parseYaml(text)
  if (parsed === undefined) {
    return { value: undefined, faults: [fault('too-deep', 'exceeded max depth', 0)] }
  }
  const [document, next] = parsed
  if (document === undefined) return { value: null, faults: [] }
  const broken = syntaxFault(document, text)
  if (broken !== undefined) return { value: undefined, faults: [broken] }
  const { value, faults } = yamlValue(document)
  const unread = next === undefined ? [] : [ignored(next)]
  const isFatal = faults.some(({ code }) => code !== 'duplicate-key')
  return { value: isFatal ? undefined : value, faults: [...faults, ...unread] }
}

/** A `%` line: the `---` that must follow it has been split off before kubectl's parser sees it. */
function directiveOf(text: string): Fault | undefined {
  const offset = text.search(/^%/m)
  if (offset === -1 || !isBlank(text.slice(0, offset))) return undefined
  return fault('yaml-syntax', 'did not find expected <document start>', offset)
}

function isBlank(text: string): boolean {
  return text.split('\n').every((line) => /^\s*(#|$)/.test(line))
}

/** kubectl's reader takes the first document of each part, and says nothing about the rest. */
function ignored(document: Document): Fault {
  const message = 'kubectl reads nothing after the end of a document until the next "---"'
  return fault('after-end-marker', message, document.contents?.range?.[0] ?? 0)
}

/** The first mistake: what the parser says after it is about the same one. */
function syntaxFault(document: Document, text: string): Fault | undefined {
  const faults = [
    ...parserFaults(document),
    ...escapeFaults(document, text),
    ...tabFaults(document, text),
  ]
  return faults.sort((a, b) => a.offset - b.offset)[0]
}

/** Escapes that JSON has and YAML 1.1 does not: a slash, and a character in two halves. */
const jsonEscape = /\\(?:(?<wrong>\/|u[dD][89a-fA-F])|[\s\S])/g

function* escapeFaults(document: Document, text: string): Iterable<Fault> {
  if (!text.includes('\\')) return
  for (const node of nodesOf(document)) {
    if (!isScalar(node) || node.type !== 'QUOTE_DOUBLE') continue
    const [start, end] = node.range ?? [0, 0]
    for (const { index, groups } of text.slice(start, end).matchAll(jsonEscape)) {
      if (groups?.['wrong'] === undefined) continue
      yield fault('yaml-syntax', 'found unknown escape character', start + index)
    }
  }
}

const tabMessage = 'found a tab character where indentation is expected'

function parserFaults({ errors }: Document): readonly Fault[] {
  return errors.map(({ code, message, pos: [offset] }) =>
    code === 'TAB_AS_INDENT'
      ? fault('tab-indentation', tabMessage, offset)
      : fault('yaml-syntax', message, offset),
  )
}

function tabFaults(document: Document, text: string): readonly Fault[] {
  const tab = misplacedTab(document, text)
  return tab === undefined ? [] : [fault('tab-indentation', tabMessage, tab)]
}
