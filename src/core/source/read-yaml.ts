import { type Document, LineCounter, parseAllDocuments } from 'yaml'
import type { ReadDocuments, SourceDocument, SourceText } from './document.ts'
import { isArray, isObject, type JsonValue } from './json-value.ts'
import { type Path, printPath } from './path.ts'
import type { Position, Problem, Range } from './problem.ts'
import { excerptOf, positionAt } from './text-position.ts'
import { keyRange, scalarPosition, valueRange } from './yaml-position.ts'
import { type YamlFault, yamlValue } from './yaml-value.ts'

/** Why a text could not be read as it stands; one code for each class of mistake. */
export type SourceProblemCode =
  | YamlFault['code']
  | 'yaml-syntax'
  | 'tab-indentation'
  | 'not-text'
  | 'too-deep'

const remedies: Readonly<Record<SourceProblemCode, string>> = {
  'yaml-syntax': 'correct the YAML at this place',
  'tab-indentation': 'indent with spaces',
  'not-text': 'give a UTF-8 text file',
  'too-deep': 'nest less deeply',
  'duplicate-key': 'keep one of the two',
  alias: 'correct the anchor or the alias',
  'excessive-aliasing': 'write the values out instead of repeating aliases of aliases',
  'not-json': 'write a finite number',
  'unsupported-key': 'write the key as a string',
  'invalid-tag': 'correct the base64 text',
}

/**
 * YAML (and JSON, which is YAML) as kubectl reads it: many documents, empty ones left out, the items of a list as
 * documents of their own. A document that cannot be read is a problem; the others of the text stay.
 * https://github.com/kubernetes-sigs/yaml
 */
export function readYaml(text: SourceText): ReadDocuments {
  const binary = notText(text)
  if (binary !== undefined) return { documents: [], problems: [binary] }
  const parsed = parse(text)
  if (parsed.kind === 'problem') return { documents: [], problems: [parsed.problem] }
  const positions = positionsOf(text)
  const documents: SourceDocument[] = []
  const problems: Problem[] = []
  for (const [number, document] of parsed.documents.entries()) {
    const result = readDocument(text, document)
    problems.push(...result.problems)
    if (result.value === undefined || result.value === null) continue
    documents.push(...split(text, result.value, { number, positions, first: documents.length }))
  }
  return { documents, problems }
}

const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]/

function notText(text: SourceText): Problem | undefined {
  const found = control.exec(text.text)
  if (found === null) return undefined
  const code = (found[0].codePointAt(0) ?? 0).toString(16).padStart(4, '0').toUpperCase()
  const position = positionAt(text.text, found.index)
  return {
    code: 'not-text',
    severity: 'error',
    message: `control characters are not allowed: U+${code}`,
    source: text.name,
    line: position.line,
    column: position.column,
    remedy: remedies['not-text'],
  }
}

type Parsed =
  | { readonly kind: 'documents'; readonly documents: readonly Document[] }
  | { readonly kind: 'problem'; readonly problem: Problem }

function parse(text: SourceText): Parsed {
  try {
    return { kind: 'documents', documents: parseDocuments(text.text) }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return { kind: 'problem', problem: tooDeep(text) }
  }
}

function tooDeep(text: SourceText): Problem {
  return {
    code: 'too-deep',
    severity: 'error',
    message: 'exceeded max depth',
    source: text.name,
    remedy: remedies['too-deep'],
  }
}

/** Every scalar stays text here: `yamlValue` resolves them as kubectl does. */
function parseDocuments(text: string): readonly Document[] {
  return parseAllDocuments(text, {
    version: '1.1',
    schema: 'failsafe',
    merge: false,
    uniqueKeys: false,
    logLevel: 'silent',
    prettyErrors: false,
    keepSourceTokens: false,
    lineCounter: new LineCounter(),
  }) as readonly Document[]
}

function readDocument(
  text: SourceText,
  document: Document,
): { readonly value: JsonValue | undefined; readonly problems: readonly Problem[] } {
  const problems = syntaxFaults(document).map((fault) => problemAtOffset(text, fault))
  if (problems.length > 0) return { value: undefined, problems }
  try {
    const { value, faults } = yamlValue(document, text.text)
    const fatal = faults.some(({ code }) => code !== 'duplicate-key')
    return {
      value: fatal ? undefined : value,
      problems: faults.map((fault) => problemAtOffset(text, fault)),
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return { value: undefined, problems: [tooDeep(text)] }
  }
}

/** Errors, and directives that kubectl's reader does not take: what stands behind them would be lost. */
function syntaxFaults(document: Document): readonly Fault[] {
  const directives = document.warnings.filter(({ code }) => code === 'BAD_DIRECTIVE')
  const faults = [...document.errors, ...directives].map(({ code, message, pos }): Fault => {
    const isTab = code === 'TAB_AS_INDENT'
    return {
      code: isTab ? 'tab-indentation' : 'yaml-syntax',
      message: isTab ? 'found character that cannot start any token: a tab' : message,
      path: [],
      offset: pos[0],
    }
  })
  const version = document.directives?.yaml
  return version?.explicit === true && version.version !== '1.1'
    ? [
        ...faults,
        { code: 'yaml-syntax', message: 'found incompatible YAML document', path: [], offset: 0 },
      ]
    : faults
}

interface Fault {
  readonly code: SourceProblemCode
  readonly message: string
  readonly path: Path
  readonly offset: number
}

function problemAtOffset(text: SourceText, { code, message, path, offset }: Fault): Problem {
  const start = positionAt(text.text, offset)
  return {
    code,
    severity: 'error',
    message,
    source: text.name,
    ...(path.length === 0 ? {} : { path: printPath(path) }),
    line: start.line,
    column: start.column,
    excerpt: excerptOf(text.text, { start, end: start }),
    remedy: remedies[code],
  }
}

/** Positions of a text's documents, from a parse that is made when somebody asks. */
interface Positions {
  readonly document: (number: number) => Document | undefined
}

function positionsOf({ text }: SourceText): Positions {
  let documents: readonly Document[] | undefined
  return {
    document: (number) => {
      documents ??= parseDocuments(text)
      return documents[number]
    },
  }
}

interface Placement {
  readonly number: number
  readonly positions: Positions
  readonly first: number
}

/** A document, or the items of one that holds `items`, as kubectl visits them. */
function split(
  text: SourceText,
  value: JsonValue,
  { number, positions, first }: Placement,
): readonly SourceDocument[] {
  const items = isObject(value) && Object.hasOwn(value, 'items') ? value['items'] : undefined
  const isList = isArray(items) && isObject(value) && /List$/.test(String(value['kind']))
  const tree = () => positions.document(number)
  if (!isList) return [sourceDocument(text, value, first, tree, [])]
  return items.map((item, index) =>
    sourceDocument(text, item, first + index, tree, ['items', index]),
  )
}

function sourceDocument(
  { name, text }: SourceText,
  value: JsonValue,
  index: number,
  tree: () => Document | undefined,
  prefix: Path,
): SourceDocument {
  const range = (offsets: readonly [number, number] | undefined): Range | undefined =>
    offsets && { start: positionAt(text, offsets[0]), end: positionAt(text, offsets[1]) }
  const within = <T>(look: (document: Document) => T): T | undefined => {
    const document = tree()
    return document && look(document)
  }
  return {
    source: name,
    index,
    value,
    locate: (path) => range(within((document) => valueRange(document, [...prefix, ...path]))),
    locateKey: (path) => range(within((document) => keyRange(document, [...prefix, ...path]))),
    positionInScalar: (path, offset): Position | undefined => {
      const found = within((document) =>
        scalarPosition(document, text, [...prefix, ...path], offset),
      )
      return found === undefined ? undefined : positionAt(text, found)
    },
    excerpt: (place) => excerptOf(text, place),
  }
}
