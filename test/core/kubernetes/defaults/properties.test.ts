import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decodeStruct } from '#src/core/kubernetes/decode/decode-struct.ts'
import { applyDefaults } from '#src/core/kubernetes/defaults/defaults.ts'
import type { StructType } from '#src/core/kubernetes/schema/field-type.ts'
import { builtInKinds, structOfKind } from '#src/core/kubernetes/schema/schema.ts'
import { kubernetesVersions } from '#src/core/kubernetes/version.ts'
import { fieldOf, isObject, type JsonObject, valueAt } from '#src/core/source/json-value.ts'
import { type ChangedField, changedFields } from './changed-fields.ts'
import { knownChanges, versionOfExamples } from './known-changes.ts'
import { randomObject } from './random-object.ts'

const kinds = builtInKinds().map(({ group, version, kind }) => ({
  apiVersion: group === '' ? version : `${group}/${version}`,
  kind,
}))

const versions = fc.constantFrom(...kubernetesVersions)

/** Shrinking a whole object takes minutes; the first one that fails says enough. */
const runs = { numRuns: 20, endOnFailure: true }

describe.for(kinds)('$apiVersion $kind', ({ apiVersion, kind }) => {
  const struct = structOf(apiVersion, kind)

  test('decoding and defaulting what has its defaults changes nothing', () => {
    fc.assert(
      fc.property(randomObject(struct), versions, (given, version) => {
        const before = decoded(given, struct)
        fc.pre(!keepsEmpty(before))
        const once = applyDefaults(before, struct, version)
        expect(applyDefaults(once, struct, version)).toEqual(once)
        expect(applyDefaults(decoded(once, struct), struct, version)).toEqual(once)
      }),
      runs,
    )
  })

  test('what is set stays, and the input is not touched', () => {
    fc.assert(
      fc.property(randomObject(struct), versions, (given, version) => {
        const before = decoded(given, struct)
        fc.pre(!keepsEmpty(before))
        const copy = structuredClone(before)
        const after = applyDefaults(before, struct, version)
        expect(before).toEqual(copy)
        expect(changedFields(before, after, struct).filter(isUnknown)).toEqual([])
      }),
      runs,
    )
  })
})

test.for(knownChanges)('Kubernetes changes $name', ({ apiVersion, kind, example, allows }) => {
  const struct = structOf(apiVersion, kind)
  const before = decoded(example, struct)
  const changes = changedFields(before, applyDefaults(before, struct, versionOfExamples), struct)
  expect(changes).toHaveLength(1)
  expect(changes.filter(allows)).toEqual(changes)
})

function structOf(apiVersion: string, kind: string): StructType {
  const struct = structOfKind(apiVersion, kind)
  if (struct === undefined) throw new Error(`not served: ${apiVersion} ${kind}`)
  return struct
}

function decoded(given: JsonObject, struct: StructType): JsonObject {
  const { object, problems } = decodeStruct(given, struct)
  expect(problems).toEqual([])
  return object
}

/** What was given but empty is not printed, so Kubernetes itself sets its default the second time. */
function keepsEmpty(before: JsonObject): boolean {
  const { allocatable } = (before['status'] ?? {}) as { readonly allocatable?: JsonObject }
  const behavior = valueAt(before, ['spec', 'behavior'])
  const rules = isObject(behavior) ? Object.values(behavior) : []
  return [allocatable, ...rules.map((each) => fieldOf(each, 'policies'))].some(
    (each) => typeof each === 'object' && each !== null && Object.keys(each).length === 0,
  )
}

function isUnknown(change: ChangedField): boolean {
  return !knownChanges.some(({ allows }) => allows(change))
}
