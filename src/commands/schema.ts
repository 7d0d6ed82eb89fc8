import { mkdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import {
  type DocumentKind,
  documentKinds,
  type JsonObject,
  jsonSchemaOf,
  jsonSchemaOfAny,
  nearestName,
} from '../core/index.ts'
import { one, text } from '../settings/parse.ts'
import type { SettingsOf, SettingsTable } from '../settings/setting.ts'
import { casesKind } from '../tester/cases-kind.ts'
import type { Io } from './command.ts'
import { commandWithSettings } from './with-settings.ts'
import { writeLines } from './write.ts'

const schemaSettings = {
  outputDir: one(
    text('PATH'),
    undefined,
    'Folder that gets a file for each kind, KIND.json; made when missing.',
  ),
} as const satisfies SettingsTable

const form = {
  name: 'schema',
  summary: 'JSON schemas of policies, exemptions and cases, for editors.',
  settings: schemaSettings,
  operands: '[KIND...]',
  examples: [
    'Prints the schema of a kind; without a kind, the kinds. "any" is a schema for files in which',
    'documents of several kinds stand.',
    'Exit code 1: there is no such kind, or a file cannot be written.',
    '',
    '  sallyport schema ValidatingRule > validating-rule.json',
    '  sallyport schema --output-dir schemas',
  ].join('\n'),
}

/** `sallyport schema`: the schemas follow from the shapes that documents are held to. */
export const schema = commandWithSettings(form, runSchema)

const kinds: readonly DocumentKind[] = [...documentKinds, casesKind]
const names: readonly string[] = [...kinds.map(({ kind }) => kind), 'any']

async function runSchema(
  { outputDir }: SettingsOf<typeof schemaSettings>,
  wanted: readonly string[],
  io: Io,
): Promise<number> {
  const unknown = wanted.filter((name) => !names.includes(name))
  if (unknown.length > 0) {
    await writeLines(io.stderr, unknown.map(unknownKind))
    return 1
  }
  if (outputDir !== undefined) {
    return writeFiles(resolve(io.cwd, outputDir), wanted.length === 0 ? names : wanted, io)
  }
  if (wanted.length > 1) {
    await writeLines(io.stderr, ['name one kind, or a folder for several with --output-dir'])
    return 1
  }
  await writeLines(io.stdout, wanted.length === 0 ? names : wanted.map(schemaText))
  return 0
}

function unknownKind(name: string): string {
  const near = nearestName(name, names)
  const hint = near === undefined ? `the kinds are ${names.join(', ')}` : `did you mean ${near}?`
  return `unknown kind ${name}; ${hint}`
}

function schemaText(name: string): string {
  return JSON.stringify(schemaOf(name), null, 2)
}

function schemaOf(name: string): JsonObject {
  const found = kinds.find(({ kind }) => kind === name)
  return found === undefined ? jsonSchemaOfAny(kinds) : jsonSchemaOf(found)
}

async function writeFiles(folder: string, wanted: readonly string[], io: Io): Promise<number> {
  try {
    await mkdir(folder, { recursive: true })
    for (const name of wanted)
      await writeFile(join(folder, `${name}.json`), `${schemaText(name)}\n`)
    return 0
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    await writeLines(io.stderr, [`${folder}: cannot be written: ${reason}`])
    return 1
  }
}
