import fc from 'fast-check'
import { expect, test } from 'vitest'
import { applyPatch } from '#src/core/mutation/json-patch.ts'
import { evaluatePod, type Finding } from '#src/core/pod-security/evaluate.ts'
import type { LevelVersion, Version } from '#src/core/pod-security/level-version.ts'
import { isArray, isObject, type JsonObject, type JsonValue } from '#src/core/source/json-value.ts'
import { printPath } from '#src/core/source/path.ts'
import { container, pod } from './random-pod.ts'

const version = fc.constantFrom<Version>(
  ...Array.from({ length: 38 }, (_, minor): Version => `v1.${minor}`),
  'latest',
)

const standard: fc.Arbitrary<LevelVersion> = fc.record({
  level: fc.constantFrom('baseline', 'restricted'),
  version,
})

const linuxPod = pod.map((object) => withSpec(object, { os: { name: 'linux' } }))

test('whatever restricted allows, baseline allows, for Pods on Linux', () => {
  let allowed = 0
  fc.assert(
    fc.property(linuxPod, version, (object, at) => {
      const good = repaired(object, { level: 'restricted', version: at })
      expect(evaluatePod(good, { level: 'baseline', version: at }).detail).toBe('')
      if (isArray(specOf(good)['containers'])) allowed++
    }),
    { numRuns: 300 },
  )
  expect(allowed).toBeGreaterThan(100)
})

test('adding a container never turns a denial into an allowance', () => {
  let denied = 0
  const list = fc.constantFrom('containers', 'initContainers', 'ephemeralContainers')
  fc.assert(
    fc.property(pod, container, list, standard, (object, added, name, at) => {
      if (evaluatePod(object, at).allowed) return
      denied++
      const items = specOf(object)[name]
      const larger = withSpec(object, { [name]: [...(isArray(items) ? items : []), added] })
      expect(evaluatePod(larger, at).allowed).toBe(false)
    }),
    { numRuns: 300 },
  )
  expect(denied).toBeGreaterThan(100)
})

test("a finding's suggestion, applied, removes that finding, and brings none", () => {
  let seen = 0
  fc.assert(
    fc.property(pod, standard, (object, at) => {
      const before = findingsOf(object, at)
      for (const finding of before) {
        seen++
        const after = findingsOf(applied(object, finding), at)
        expect(after.length).toBeLessThan(before.length)
        if (!shiftsItems(finding)) expect(after.map(identity)).not.toContain(identity(finding))
      }
    }),
    { numRuns: 200 },
  )
  expect(seen).toBeGreaterThan(500)
})

test('with anything anywhere nothing throws, and suggestions still help', () => {
  let seen = 0
  const spoiled = fc
    .tuple(pod, fc.array(fc.nat(99), { minLength: 1, maxLength: 60 }))
    .map(([object, dice]) => spoilt({ metadata: {}, spec: {}, ...object }, dice))
  fc.assert(
    fc.property(spoiled, standard, (object, at) => {
      const before = findingsOf(object, at)
      for (const finding of before) {
        seen++
        expect(findingsOf(applied(object, finding), at).length).toBeLessThan(before.length)
      }
    }),
    { numRuns: 500 },
  )
  expect(seen).toBeGreaterThan(500)
})

const junk: readonly JsonValue[] = [
  ...[null, true, false, 0, -0.5, 2n ** 60n, '', 'ALL', [], [null], ['x'], [[]], {}],
  JSON.parse('{"__proto__": {"privileged": true}, "constructor": 1, "length": 5}'),
]

/** The object with one value in ten, as the dice fall, replaced by something else. */
function spoilt(object: JsonObject, dice: readonly number[]): JsonObject {
  let turn = 0
  const spoil = (value: JsonValue): JsonValue => {
    const die = dice[turn++ % dice.length] ?? 0
    if (die < 10) return junk[(die + turn) % junk.length] ?? null
    if (isArray(value)) return value.map(spoil)
    return isObject(value) ? entriesOf(value, spoil) : value
  }
  return entriesOf(object, spoil)
}

function entriesOf(object: JsonObject, change: (value: JsonValue) => JsonValue): JsonObject {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value)]))
}

/** The Pod with one suggestion after the other applied, until nothing is left to find. */
function repaired(object: JsonObject, at: LevelVersion): JsonObject {
  const [finding] = findingsOf(object, at)
  return finding === undefined ? object : repaired(applied(object, finding), at)
}

function findingsOf(object: JsonObject, at: LevelVersion): readonly Finding[] {
  return evaluatePod(object, at).results.flatMap(({ findings }) => findings)
}

function applied(object: JsonObject, { suggestion }: Finding): JsonObject {
  const result = applyPatch(object, suggestion)
  if (result.kind !== 'patched' || !isObject(result.value)) throw new Error(result.kind)
  return result.value
}

/** Where an item is taken out of a list, the next one may stand at its path. */
function shiftsItems({ suggestion }: Finding): boolean {
  return suggestion.some(({ op, path }) => op === 'remove' && /\/\d+$/.test(path))
}

function identity({ control, path }: Finding): string {
  return `${control} ${printPath(path)}`
}

function withSpec(object: JsonObject, fields: JsonObject): JsonObject {
  return { ...object, spec: { ...specOf(object), ...fields } }
}

function specOf(object: JsonObject): JsonObject {
  return isObject(object['spec']) ? object['spec'] : {}
}
