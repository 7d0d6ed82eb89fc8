import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { schema as schemaCommand } from '#src/commands/schema.ts'
import {
  bundleKind,
  documentKinds,
  isObject,
  type JsonObject,
  type JsonValue,
  jsonSchemaOf,
  jsonSchemaOfAny,
  readYaml,
  type SourceDocument,
  shapeProblems,
} from '#src/core/index.ts'
import { casesKind } from '#src/tester/cases/cases-kind.ts'
import { documentOf } from '#test/core/policy/random-document.ts'
import { isValid } from '#test/support/json-schema.ts'
import { run } from '#test/support/run-command.ts'
import { temporaryFolder } from '#test/support/temporary-folder.ts'
import '#test/support/seed.ts'

const kinds = [...documentKinds, casesKind, bundleKind]
const names = [
  ...kinds.map(({ kind }) => kind),
  ...['any', 'test-report', 'check-report', 'verify-report', 'decision-record'],
]
const root = join(import.meta.dirname, '../..')

describe('a schema', () => {
  const any = jsonSchemaOfAny(kinds)

  test.for(kinds)('of $kind takes exactly what has its shape', (documentKind) => {
    const { kind, apiVersions, shape } = documentKind
    const schema = jsonSchemaOf(documentKind)
    const counts = { right: 0, wrong: 0 }
    const named = fc.tuple(documentOf(shape), fc.nat(8)).map(([value, place]) => {
      if (!isObject(value)) return value
      const apiVersion = apiVersions[place % apiVersions.length] ?? ''
      return { ...value, ...(place === 8 ? {} : { apiVersion }), kind }
    })
    const property = fc.property(named, (value) => {
      const hasShape = isOfKind(value, kind, apiVersions) && problemsOf(value, shape) === 0
      counts[hasShape ? 'right' : 'wrong']++
      expect(isValid(value, schema)).toBe(hasShape)
      if (isObject(value)) expect(isValid(value, any)).toBe(hasShape)
    })
    fc.assert(property, { numRuns: 400 })
    expect(Math.min(counts.right, counts.wrong)).toBeGreaterThan(40)
  })

  test.for([
    { path: ['spec', 'matchConstraints'], says: 'Which requests the policy is for' },
    { path: ['spec', 'validations'], says: 'What must hold' },
  ])('says what $path means', ({ path, says }) => {
    const rule = documentKinds.find(({ kind }) => kind === 'ValidatingRule')
    const start: JsonValue = rule === undefined ? null : jsonSchemaOf(rule)
    const field = path.reduce<JsonValue>(propertyOf, start)
    expect(isObject(field) && field['description']).toContain(says)
  })

  test('takes every document of policies and of docs/examples', () => {
    const files = ['policies', 'docs/examples'].flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.yaml'))
        .map((name) => join(folder, name)),
    )
    const documents = files
      .flatMap((name) => readYaml({ name, text: readFileSync(join(root, name), 'utf8') }).documents)
      .map(({ value }) => value)
      .filter((value) => kinds.some(({ kind }) => isObject(value) && value['kind'] === kind))
    expect(documents.length).toBeGreaterThan(20)
    expect(documents.filter((value) => !isValid(value, any))).toEqual([])
  })
})

describe('sallyport schema', () => {
  test('without a kind names them', async () => {
    const { code, stdout } = await run(schemaCommand, [])
    expect({ code, stdout }).toEqual({ code: 0, stdout: `${names.join('\n')}\n` })
  })

  test.for(names)('prints the schema of %s', async (name) => {
    const { code, stdout, stderr } = await run(schemaCommand, [name])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(JSON.parse(stdout)).toMatchObject({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      type: 'object',
    })
  })

  test.for([
    {
      argv: ['ValidatingRul'],
      stderr: 'there is no schema ValidatingRul; did you mean ValidatingRule?\n',
    },
    { argv: ['Pod'], stderr: `there is no schema Pod; there are ${names.join(', ')}\n` },
    {
      argv: ['ValidatingRule', 'MutatingRule'],
      stderr: 'name one schema, or a folder for several with --output-dir\n',
    },
  ])('$argv is an error', async ({ argv, stderr }) => {
    expect(await run(schemaCommand, argv)).toEqual({ code: 1, stdout: '', stderr })
  })

  test.for([
    { argv: [], files: names.map((name) => `${name}.json`) },
    { argv: ['any', 'PolicyCases'], files: ['any.json', 'PolicyCases.json'] },
  ])('writes a file for each kind: $argv', async ({ argv, files }) => {
    const cwd = await temporaryFolder({})
    const { code } = await run(schemaCommand, [...argv, '--output-dir', 'a/b'], { cwd })
    expect(code).toBe(0)
    expect(readdirSync(join(cwd, 'a/b')).sort()).toEqual([...files].sort())
    const text = readFileSync(join(cwd, 'a/b/PolicyCases.json'), 'utf8')
    expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(jsonSchemaOf(casesKind))))
  })

  test('says where it cannot write', async () => {
    const cwd = await temporaryFolder({ taken: '' })
    const { code, stderr } = await run(schemaCommand, ['--output-dir', 'taken'], { cwd })
    expect(code).toBe(1)
    expect(stderr).toContain(`${join(cwd, 'taken')}: cannot be written: `)
  })
})

function isOfKind(
  value: JsonValue,
  kind: string,
  apiVersions: readonly string[],
): value is JsonObject {
  return (
    isObject(value) && value['kind'] === kind && apiVersions.includes(String(value['apiVersion']))
  )
}

function problemsOf(value: JsonValue, shape: Parameters<typeof shapeProblems>[3]): number {
  const nowhere = () => undefined
  const document: SourceDocument = {
    source: 'random',
    index: 0,
    value,
    locate: nowhere,
    locateKey: nowhere,
    positionInScalar: nowhere,
    part: () => ({ text: '', line: 1, path: [] }),
    excerpt: () => '',
  }
  return shapeProblems(document, [], value, shape).length
}

function propertyOf(schema: JsonValue, name: string): JsonValue {
  const properties = isObject(schema) ? schema['properties'] : undefined
  return isObject(properties) ? (properties[name] ?? null) : null
}
