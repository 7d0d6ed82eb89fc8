import {
  type JsonValue,
  nearestName,
  readYaml,
  type SourceDocument,
  type SourceText,
} from '../core/index.ts'
import type { SettingProblem } from './problem.ts'
import type { Setting, SettingsTable } from './setting.ts'

/** A setting's text and who gave it. */
export interface GivenText {
  readonly text: string
  readonly origin: string
}

export interface SettingsFileContent {
  readonly texts: ReadonlyMap<string, readonly GivenText[]>
  readonly problems: readonly SettingProblem[]
}

/** A settings file, YAML or JSON: one mapping from names to texts, numbers or, where many are taken, lists of them. Other keys are refused. */
export function readSettingsFile(text: SourceText, table: SettingsTable): SettingsFileContent {
  const { documents, problems } = readYaml(text)
  if (problems.length > 0) {
    return nothing(
      problems.map(({ line, column, message }) => ({
        origin: place(text.name, line, column),
        message,
      })),
    )
  }
  const [document, ...others] = documents
  if (document === undefined) return nothing([])
  const { value } = document
  if (others.length > 0 || typeof value !== 'object' || value === null || Array.isArray(value)) {
    return nothing([
      { origin: text.name, message: 'expected one mapping of settings, such as "port: 9443"' },
    ])
  }
  const entries = Object.entries(value).map(([key, given]) =>
    readEntry(document, key, given, table),
  )
  return {
    texts: new Map(
      entries.flatMap(({ key, texts }) => (texts === undefined ? [] : [[key, texts]])),
    ),
    problems: entries.flatMap((entry) => entry.problems),
  }
}

interface Entry {
  readonly key: string
  readonly texts: readonly GivenText[] | undefined
  readonly problems: readonly SettingProblem[]
}

function readEntry(
  document: SourceDocument,
  key: string,
  value: JsonValue,
  table: SettingsTable,
): Entry {
  const start = document.locateKey([key])?.start
  const origin = place(document.source, start?.line, start?.column)
  const setting = Object.hasOwn(table, key) ? table[key] : undefined
  if (setting === undefined) {
    const similar = nearestName(key, Object.keys(table))
    const hint = similar === undefined ? '' : `; did you mean ${similar}?`
    return {
      key,
      texts: undefined,
      problems: [{ origin, message: `there is no setting "${key}"${hint}` }],
    }
  }
  const values: readonly JsonValue[] =
    setting.kind === 'many' && Array.isArray(value) ? value : [value]
  const isRight = setting.placeholder === '' ? isBoolean : isScalar
  if (!values.every(isRight)) {
    return {
      key,
      texts: undefined,
      problems: [
        {
          origin,
          message: `${key}: expected ${expectedIn(setting)}`,
        },
      ],
    }
  }
  return { key, texts: values.map((one) => ({ text: String(one), origin })), problems: [] }
}

function expectedIn({ kind, placeholder, expected }: Setting): string {
  if (placeholder === '') return expected
  return `a text or a number${kind === 'many' ? ', or a list of them' : ''}`
}

function isBoolean(value: JsonValue): boolean {
  return typeof value === 'boolean'
}

function isScalar(value: JsonValue): value is string | number {
  return typeof value === 'string' || typeof value === 'number'
}

function place(source: string, line: number | undefined, column: number | undefined): string {
  return [source, line, column].filter((part) => part !== undefined).join(':')
}

function nothing(problems: readonly SettingProblem[]): SettingsFileContent {
  return { texts: new Map(), problems }
}
