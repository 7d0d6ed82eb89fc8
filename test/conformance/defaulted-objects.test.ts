import { isDeepStrictEqual } from 'node:util'
import { describe, expect, test } from 'vitest'
import { decodeStruct } from '#src/core/kubernetes/decode/decode-struct.ts'
import { applyDefaults } from '#src/core/kubernetes/defaults/defaults.ts'
import { structOfKind } from '#src/core/kubernetes/schema/schema.ts'
import { isObject, type JsonObject } from '#src/core/source/json-value.ts'
import { hasCorpora, readRows, whereCorporaAre } from './corpora.ts'

interface Row {
  readonly id: string
  readonly input: JsonObject
  readonly output?: JsonObject
}

interface DefaultedRow extends Row {
  readonly output: JsonObject
}

/** A default that Kubernetes sets and the rows' reference, which knows few groups, does not. */
interface Missing {
  readonly kind: string
  readonly path: readonly [string] | readonly [string, string]
  readonly source: string
}

const missing: readonly Missing[] = [
  {
    kind: 'batch/v1/Job',
    path: ['spec', 'manualSelector'],
    source:
      'https://github.com/kubernetes/kubernetes/blob/v1.36.0/pkg/apis/batch/v1/defaults.go#L71',
  },
  {
    kind: 'storage.k8s.io/v1/StorageClass',
    path: ['reclaimPolicy'],
    source:
      'https://github.com/kubernetes/kubernetes/blob/v1.36.0/pkg/apis/storage/v1/defaults.go#L29',
  },
]

describe.skipIf(!hasCorpora)(`objects with their defaults (${whereCorporaAre})`, () => {
  const rows = hasCorpora ? (readRows('api-defaulted-objects.jsonl.gz') as readonly Row[]) : []
  const defaulted = rows.filter((row) => row.output !== undefined) as readonly DefaultedRow[]
  const served = defaulted.filter(isServed)

  test('1,823 of 1,830 objects can be decoded and are of kinds that are still served', () => {
    const left = defaulted.filter((row) => !isServed(row)).map(({ input }) => kindOf(input))
    expect(rows).toHaveLength(1830)
    expect(defaulted).toHaveLength(1826)
    expect(left.toSorted()).toEqual([
      'batch/v1beta1/CronJob',
      'batch/v1beta1/CronJob',
      'networking.k8s.io/v1beta1/Ingress',
    ])
  })

  test('each is equal', () => {
    const complete = served.filter((row) => missingIn(row) === undefined)
    const other = complete.filter(({ input, output }) => !isDeepStrictEqual(held(input), output))
    expect(complete).toHaveLength(1809)
    expect(other.map(({ id, input, output }) => ({ id, held: held(input), output }))).toEqual([])
  })

  test('those that lack a default which Kubernetes sets are equal but for it', () => {
    const incomplete = served.flatMap((row) => {
      const lacks = missingIn(row)
      return lacks === undefined ? [] : [{ ...row, lacks }]
    })
    expect(incomplete).toHaveLength(14)
    for (const { input, output, lacks } of incomplete) {
      const object = held(input)
      expect(has(object, lacks.path)).toBe(true)
      expect(without(object, lacks.path)).toEqual(output)
    }
  })
})

function held(input: JsonObject): JsonObject {
  const struct = structOf(input)
  if (struct === undefined) throw new Error(`not served: ${kindOf(input)}`)
  return applyDefaults(decodeStruct(input, struct).object, struct, '1.36')
}

function isServed({ input }: Row): boolean {
  return structOf(input) !== undefined
}

function structOf({ apiVersion, kind }: JsonObject) {
  return structOfKind(String(apiVersion), String(kind))
}

function kindOf({ apiVersion, kind }: JsonObject): string {
  return `${apiVersion}/${kind}`
}

function missingIn({ input, output }: DefaultedRow): Missing | undefined {
  return missing.find(({ kind, path }) => kind === kindOf(input) && !has(output, path))
}

function has(object: JsonObject, [first, second]: Missing['path']): boolean {
  const value = object[first]
  if (second === undefined) return value !== undefined
  return isObject(value) && value[second] !== undefined
}

function without(object: JsonObject, [first, second]: Missing['path']): JsonObject {
  const { [first]: value, ...others } = object
  if (second === undefined || !isObject(value)) return others
  const { [second]: _, ...rest } = value
  return { ...others, [first]: rest }
}
