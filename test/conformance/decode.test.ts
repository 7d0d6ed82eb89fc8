import { describe, expect, test } from 'vitest'
import { decodeError } from '#src/core/kubernetes/decode/decode-error.ts'
import { decodeStruct } from '#src/core/kubernetes/decode/decode-struct.ts'
import { apiVersionOf, kindOf } from '#src/core/kubernetes/object.ts'
import { structOfKind } from '#src/core/kubernetes/schema/schema.ts'
import type { JsonObject } from '#src/core/source/json-value.ts'
import { hasCorpora, readRows, whereCorporaAre } from './corpora.ts'

interface Row {
  readonly id: string
  readonly input: JsonObject
  /** What the API server's decoder says where it refuses. */
  readonly error?: string
}

describe.skipIf(!hasCorpora)(`what the API server decodes (${whereCorporaAre})`, () => {
  const rows = hasCorpora ? (readRows('api-defaulted-objects.jsonl.gz') as readonly Row[]) : []

  test('refused where it refuses, with its words, and nowhere else', () => {
    const known = rows.flatMap(({ id, input, error }) => {
      const struct = structOfKind(apiVersionOf(input), kindOf(input))
      if (struct === undefined) return []
      return [{ id, error, found: decodeError(decodeStruct(input, struct).problems) }]
    })
    expect(known.length).toBeGreaterThan(0.99 * rows.length)
    expect(known.filter(({ error, found }) => error !== found)).toEqual([])
    expect(known.some(({ error }) => error !== undefined)).toBe(true)
  })
})
