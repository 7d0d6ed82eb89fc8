import {
  describedValue,
  type JsonObject,
  type JsonValue,
  type Path,
  type Problem,
  printPath,
  readYaml,
  type SourceDocument,
  type SourceText,
} from '../core/index.ts'
import { decodeSource, type SourceBytes } from '../files/read-sources.ts'
import { templatedField, unrendered, unrenderedTemplate } from './unrendered-template.ts'

/** A document as the API server would see it. */
export type Manifest =
  | {
      readonly kind: 'object'
      readonly document: SourceDocument
      readonly object: JsonObject
      /** What is odd about its text, but does not keep it from being read. */
      readonly oddities: readonly Problem[]
    }
  /** Something that no API server would decode, and why; `document` where it is YAML at least. */
  | {
      readonly kind: 'undecodable'
      readonly source: string
      readonly document: SourceDocument | undefined
      readonly problems: readonly Problem[]
    }

/** Every document of a source, in its order; empty ones are nothing, as for kubectl. */
export function manifestsOf(source: SourceBytes): readonly Manifest[] {
  const decoded = decodeSource(source)
  if (decoded.kind === 'problem') return [unreadable(source.name, [decoded.problem])]
  const { documents, problems } = readYaml(decoded.text)
  if (problems.length === 0) return documents.map((document) => manifestOf(document, []))
  return withProblems(decoded.text, documents, problems)
}

/** A key that is given twice is odd: the last one counts. Everything else keeps its document from being read. */
function withProblems(
  decoded: SourceText,
  documents: readonly SourceDocument[],
  problems: readonly Problem[],
): readonly Manifest[] {
  const starts = documents.map((document) => document.locate([])?.start.line ?? 0)
  const oddities = problems.filter(({ code }) => code === 'duplicate-key')
  const broken = byDocument(
    decoded,
    problems.filter(({ code }) => code !== 'duplicate-key'),
  )
  const placed = [
    ...documents.map((document, index) => {
      const inside = ({ line = 0 }: Problem) =>
        starts.findLastIndex((start) => start <= line) === index
      return { line: starts[index] ?? 0, manifest: manifestOf(document, oddities.filter(inside)) }
    }),
    ...broken.map((group) => ({
      line: group[0]?.line ?? 0,
      manifest: unreadable(decoded.name, group),
    })),
  ]
  return placed.sort((a, b) => a.line - b.line).map(({ manifest }) => manifest)
}

/** Problems of one document belong together; one that is a template has a single one, which says so. */
function byDocument(
  { name, text }: SourceText,
  problems: readonly Problem[],
): readonly (readonly Problem[])[] {
  const lines = text.split('\n')
  const starts = [0, ...lines.flatMap((line, index) => (/^---(\s|$)/.test(line) ? [index] : []))]
  const groups = new Map<number, readonly Problem[]>()
  for (const problem of problems) {
    const number = starts.findLastIndex((start) => start < (problem.line ?? 1))
    groups.set(number, [...(groups.get(number) ?? []), problem])
  }
  return [...groups].map(([number, group]) => {
    const start = starts[number] ?? 0
    const template = unrenderedTemplate(name, lines.slice(start, starts[number + 1]), start + 1)
    return template === undefined ? group : [template]
  })
}

function unreadable(source: string, problems: readonly Problem[]): Manifest {
  return { kind: 'undecodable', source, document: undefined, problems }
}

function manifestOf(document: SourceDocument, oddities: readonly Problem[]): Manifest {
  const problems = problemsOf(document)
  return problems.length === 0
    ? { kind: 'object', document, object: document.value as JsonObject, oddities }
    : {
        kind: 'undecodable',
        source: document.source,
        document,
        problems: [...oddities, ...problems],
      }
}

const required: readonly { readonly oneOf: readonly Path[]; readonly remedy: string }[] = [
  { oneOf: [['apiVersion']], remedy: 'add apiVersion, such as v1 or apps/v1' },
  { oneOf: [['kind']], remedy: 'add kind, such as Pod or Deployment' },
  {
    oneOf: [
      ['metadata', 'name'],
      ['metadata', 'generateName'],
    ],
    remedy: 'add metadata.name, or metadata.generateName',
  },
]

/** What every object has, whatever its kind. */
const typed: readonly {
  readonly name: string
  readonly expected: string
  readonly holds: (value: JsonValue | undefined) => boolean
}[] = [
  { name: 'apiVersion', expected: 'a string', holds: isText },
  { name: 'kind', expected: 'a string', holds: isText },
  { name: 'metadata', expected: 'a mapping', holds: isMapping },
]

function problemsOf(document: SourceDocument): readonly Problem[] {
  const { value } = document
  if (!isMapping(value)) {
    const message = 'a Kubernetes object is expected, this is no mapping'
    return [
      problem(document, [], {
        code: 'not-an-object',
        message,
        remedy: 'write apiVersion, kind and metadata',
      }),
    ]
  }
  const wrong = typed.filter(({ name, holds }) => !isEmpty(value[name]) && !holds(value[name]))
  if (wrong.length > 0) {
    return wrong.map(({ name, expected }) =>
      problem(document, [name], {
        code: 'wrong-type',
        message: `expected ${expected}, found ${describedValue(value[name] ?? null)}`,
        remedy: `give it ${expected}`,
      }),
    )
  }
  const templated = templatedField(value)
  if (templated !== undefined) return [problem(document, templated, unrendered)]
  const missing = required.filter(({ oneOf }) =>
    oneOf.every((path) => isEmpty(fieldAt(value, path))),
  )
  return missing.map(({ oneOf, remedy }) => {
    const message = `${oneOf.map(printPath).join(' or ')} is missing`
    return problem(document, [], { code: 'required-field', message, remedy })
  })
}

function isText(value: JsonValue | undefined): boolean {
  return typeof value === 'string'
}

function isMapping(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isEmpty(value: JsonValue | undefined): boolean {
  return value === undefined || value === null || value === ''
}

function fieldAt(value: JsonValue, path: Path): JsonValue | undefined {
  let current: JsonValue | undefined = value
  for (const step of path) {
    current = isMapping(current) && Object.hasOwn(current, step) ? current[step] : undefined
  }
  return current
}

function problem(
  document: SourceDocument,
  path: Path,
  text: Pick<Problem, 'code' | 'message'> & { readonly remedy: string },
): Problem {
  const range = document.locate(path)
  const place = range && { line: range.start.line, column: range.start.column }
  return {
    severity: 'error',
    source: document.source,
    ...text,
    ...place,
    ...(path.length === 0 || range === undefined
      ? {}
      : { path: printPath(path), excerpt: document.excerpt(range) }),
  }
}
