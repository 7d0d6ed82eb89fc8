import { mkdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import {
  bundleKind,
  type DocumentKind,
  documentKinds,
  type JsonObject,
  jsonSchemaOf,
  jsonSchemaOfAny,
  jsonSchemaOfShape,
  nearestName,
  type Shape,
} from '../core/index.ts'
import { one, text } from '../settings/parse.ts'
import type { SettingsOf, SettingsTable } from '../settings/setting.ts'
import { casesKind } from '../tester/cases/cases-kind.ts'
import { verifyReportShape } from '../tester/cases/verify-report-shape.ts'
import { checkReportShape } from '../tester/check-report-shape.ts'
import { explainReportShape } from '../tester/explain/explain-report-shape.ts'
import { testReportShape } from '../tester/report-shape.ts'
import type { Io } from './command.ts'
import { commandWithSettings } from './with-settings.ts'
import { writeLines } from './write.ts'

const schemaSettings = {
  outputDir: one(
    text('PATH'),
    undefined,
    'Folder that gets a file for each kind and each output, NAME.json; made when missing.',
  ),
} as const satisfies SettingsTable

const form = {
  name: 'schema',
  summary:
    'JSON schemas of policies, exemptions, cases and bundles, for editors; and of the JSON outputs.',
  settings: schemaSettings,
  operands: '[NAME...]',
  examples: [
    'Prints the schema of a kind, or of what a command prints as JSON (test-report, check-report,',
    'verify-report, decision-record); without a name, the names. "any" is a schema for files in which',
    'documents of several kinds stand.',
    'Exit code 1: there is no such schema, or a file cannot be written.',
    '',
    '  sallyport schema ValidatingRule > validating-rule.json',
    '  sallyport schema --output-dir schemas',
  ].join('\n'),
}

/** `sallyport schema`: the schemas follow from the shapes that documents are held to. */
export const schema = commandWithSettings(form, runSchema)

const kinds: readonly DocumentKind[] = [...documentKinds, casesKind, bundleKind]

/** What commands print as JSON. */
const outputs: readonly { readonly name: string; readonly shape: Shape }[] = [
  { name: 'test-report', shape: testReportShape },
  { name: 'check-report', shape: checkReportShape },
  { name: 'verify-report', shape: verifyReportShape },
  { name: 'decision-record', shape: explainReportShape },
]

const schemas: readonly { readonly name: string; readonly schema: () => JsonObject }[] = [
  ...kinds.map((kind) => ({ name: kind.kind, schema: () => jsonSchemaOf(kind) })),
  { name: 'any', schema: () => jsonSchemaOfAny(kinds) },
  ...outputs.map(({ name, shape }) => ({ name, schema: () => jsonSchemaOfShape(name, shape) })),
]
const names: readonly string[] = schemas.map(({ name }) => name)

async function runSchema(
  { outputDir }: SettingsOf<typeof schemaSettings>,
  wanted: readonly string[],
  io: Io,
): Promise<number> {
  const unknown = wanted.filter((name) => !names.includes(name))
  if (unknown.length > 0) {
    await writeLines(io.stderr, unknown.map(unknownName))
    return 1
  }
  if (outputDir !== undefined) {
    return writeFiles(resolve(io.cwd, outputDir), wanted.length === 0 ? names : wanted, io)
  }
  if (wanted.length > 1) {
    await writeLines(io.stderr, ['name one schema, or a folder for several with --output-dir'])
    return 1
  }
  await writeLines(io.stdout, wanted.length === 0 ? names : wanted.map(schemaText))
  return 0
}

function unknownName(name: string): string {
  const near = nearestName(name, names)
  const hint = near === undefined ? `there are ${names.join(', ')}` : `did you mean ${near}?`
  return `there is no schema ${name}; ${hint}`
}

function schemaText(wanted: string): string {
  const found = schemas.find(({ name }) => name === wanted)
  return JSON.stringify(found?.schema(), null, 2)
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
