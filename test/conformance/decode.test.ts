import { describe, expect, test } from 'vitest'
import { decodeFaults, type JsonObject, printPath } from '#src/core/index.ts'
import { hasCorpora, readRows, whereCorporaAre } from './corpora.ts'

interface Row {
  readonly id: string
  readonly input: JsonObject
  /** What the API server's decoder says where it refuses. */
  readonly error?: string
}

/** A kind that no scheme knows is a question of kinds, not of fields. */
function isAboutFields({ error }: Row): boolean {
  return error?.startsWith('json: cannot unmarshal') === true
}

describe.skipIf(!hasCorpora)(`what the API server decodes (${whereCorporaAre})`, () => {
  const rows = hasCorpora ? (readRows('api-defaulted-objects.jsonl.gz') as readonly Row[]) : []

  test('1,830 objects: refused where it refuses, and nowhere else', () => {
    expect(rows).toHaveLength(1830)
    const refused = rows.filter(({ input }) => decodeFaults(input).length > 0)
    expect(refused.map(({ id }) => id)).toEqual(rows.filter(isAboutFields).map(({ id }) => id))
  })

  test('the field that the decoder names is the field that is named here', () => {
    const named = rows.filter(isAboutFields).map(({ input, error }) => ({
      path: decodeFaults(input).map(({ path }) => printPath(path).replaceAll(/\[\d+\]/g, '')),
      error: /Go struct field \w+\.(\S+)/.exec(error ?? '')?.[1]?.replace(/\.VolumeSource\b/, ''),
    }))
    expect(named).toHaveLength(3)
    for (const { path, error } of named) expect(path).toContain(error)
  })
})
