import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { decodeStruct } from '#src/core/kubernetes/decode/decode-struct.ts'
import { applyDefaults } from '#src/core/kubernetes/defaults/defaults.ts'
import { podOf, templateAt, templatePathOf } from '#src/core/kubernetes/pod-template.ts'
import { builtInKind, structOfKind } from '#src/core/kubernetes/schema/schema.ts'
import { controls } from '#src/core/pod-security/controls.ts'
import { type Evaluation, evaluatePod } from '#src/core/pod-security/evaluate.ts'
import {
  type Level,
  parseLevel,
  parseVersion,
  type Version,
} from '#src/core/pod-security/level-version.ts'
import { isObject, type JsonObject } from '#src/core/source/json-value.ts'
import { readYaml } from '#src/core/source/read-yaml.ts'
import { corporaFolder, hasCorpora, readRows, whereCorporaAre } from './corpora.ts'
import { podOfText } from './pod-security-text-pod.ts'

interface Outcome {
  readonly allowed: boolean
  readonly reasons?: readonly string[] | null
  readonly details?: readonly string[] | null
  /** Of matrix, messages and manifests. */
  readonly reason?: string
  readonly detail?: string
  /** Of fixtures. */
  readonly message?: string
}

interface RangeOutcome extends Outcome {
  readonly level: Level
  readonly from: Version
  readonly to: Version
}

interface FixtureRow {
  readonly id: string
  readonly level: Level
  readonly version: Version
  readonly check: string
  readonly expect: 'allowed' | 'denied'
  readonly pod: JsonObject
  readonly reference: Outcome
  readonly referenceWithoutApiDefaulting?: Outcome
}

interface MatrixRow {
  readonly id: string
  readonly pod: JsonObject
  readonly results: readonly RangeOutcome[]
}

interface MessageRow {
  readonly id: string
  readonly check: string
  readonly level: Level
  readonly minimumVersion: Version
  readonly lastVersion: Version
  readonly pod: JsonObject
  readonly expect: { readonly allowed: boolean; readonly reason: string; readonly detail: string }
  readonly aggregate: Readonly<Record<string, Outcome>>
}

interface ManifestRow {
  readonly file: string
  readonly results?: readonly RangeOutcome[]
  readonly resultsWithoutApiDefaulting?: readonly RangeOutcome[]
  readonly decodeError?: string
}

interface LabelRow {
  readonly name: string
  readonly labels: Readonly<Record<string, string>>
  readonly errors: readonly { readonly badValue: string; readonly detail: string }[]
}

interface CheckRow {
  readonly id: string
  readonly level: string
  readonly versions: readonly {
    readonly minimumVersion: string
    readonly overrides: readonly string[]
  }[]
}

interface DistinctMessage {
  readonly reason: string
  readonly detail: string
}

/** One version behind the newest, to see that it is the newest that holds. */
const versions: readonly Version[] = [
  ...Array.from({ length: 39 }, (_, minor): Version => `v1.${minor}`),
  'latest',
]

describe.skipIf(!hasCorpora)(`Pod Security Standards (${whereCorporaAre})`, () => {
  const fixtures = rowsOf<FixtureRow>('psa-fixtures.jsonl.gz')
  const matrix = rowsOf<MatrixRow>('psa-matrix.jsonl.gz')
  const messages = rowsOf<MessageRow>('psa-messages.jsonl')
  const manifests = rowsOf<ManifestRow>('psa-realworld.jsonl.gz')
  const labels = rowsOf<LabelRow>('psa-labels.jsonl')
  const checks = rowsOf<CheckRow>('psa-checks.jsonl')

  test('the rows are these', () => {
    const counts = [fixtures, matrix, messages, manifests, labels, checks].map(
      (rows) => rows.length,
    )
    expect(counts).toEqual([2311, 171, 55, 412, 11, 19])
  })

  test('checks: the same ids, levels, versions and overrides', () => {
    const table = controls.map(({ id, level, versions }) => ({
      id,
      level,
      versions: versions.map(({ since, overrides }) => ({
        minimumVersion: `v${since}`,
        overrides: overrides ?? [],
      })),
    }))
    const rows = checks.map(({ id, level, versions }) => ({
      id,
      level,
      versions: versions.map(({ minimumVersion, overrides }) => ({ minimumVersion, overrides })),
    }))
    expect(table.toSorted(byId)).toEqual(rows.toSorted(byId))
  })

  test('fixtures: verdict, reasons, details and message', () => {
    const wrong = fixtures.filter(({ pod, reference, expect, ...standard }) => {
      const evaluation = evaluatePod(heldPod(pod), standard)
      return !isOutcome(evaluation, reference) || evaluation.allowed !== (expect === 'allowed')
    })
    expect(wrong.map(({ id }) => id)).toEqual([])
  })

  test('fixtures as written, where defaults make a difference', () => {
    const written = fixtures.map(({ referenceWithoutApiDefaulting, reference, ...row }) => ({
      ...row,
      expected: referenceWithoutApiDefaulting ?? reference,
    }))
    const wrong = written.filter(
      ({ pod, expected, ...standard }) => !isOutcome(evaluatePod(pod, standard), expected),
    )
    expect(wrong.map(({ id }) => id)).toEqual([])
  })

  test('fixtures: the control that each denied one is for speaks, unless it is overridden', () => {
    const denied = fixtures.filter((row) => row.expect === 'denied')
    const silent = denied.filter(({ pod, check, ...standard }) =>
      evaluatePod(heldPod(pod), standard).results.every(({ control }) => control !== check),
    )
    expect(denied.length).toBeGreaterThan(1000)
    for (const { check, level } of silent) {
      expect(level).toBe('restricted')
      expect(overridden).toContain(check)
    }
  })

  test('matrix: every level in every version', () => {
    expect(wrongInRanges(matrix, ({ pod }) => heldPod(pod)).map(({ id }) => id)).toEqual([])
  })

  test('messages: what the control says in the first and the last version of its form', () => {
    const wrong = messages.filter(({ pod, check, level, expect, ...row }) =>
      [row.minimumVersion, row.lastVersion].some((version) => {
        const { results } = evaluatePod(pod, { level, version })
        const result = results.find(({ control }) => control === check)
        return (result?.reason ?? '') !== expect.reason || (result?.detail ?? '') !== expect.detail
      }),
    )
    expect(wrong.map(({ id }) => id)).toEqual([])
  })

  test('messages: what all controls say together', () => {
    const wrong = messages.flatMap(({ id, pod, aggregate }) =>
      Object.entries(aggregate)
        .filter(([name, outcome]) => !isOutcome(evaluatePod(pod, standardOf(name)), outcome))
        .map(([name]) => `${id} ${name}`),
    )
    expect(wrong).toEqual([])
  })

  test('manifests: the Pod of every workload, in every level and version', () => {
    const judged = manifests.filter(({ results }) => results !== undefined)
    const wrong = wrongInRanges(judged, ({ file }) => podOfManifest(defaulted(manifest(file))))
    expect(judged).toHaveLength(409)
    expect(wrong.map(({ file }) => file)).toEqual([])
  })

  test('manifests as written, where defaults make a difference', () => {
    const written = manifests.flatMap(({ file, resultsWithoutApiDefaulting: results }) =>
      results === undefined ? [] : [{ file, results }],
    )
    const wrong = wrongInRanges(written, ({ file }) => podOfManifest(manifest(file)))
    expect(written).toHaveLength(3)
    expect(wrong.map(({ file }) => file)).toEqual([])
  })

  test('manifests without a verdict are those that cannot be decoded', () => {
    const undecodable = manifests.filter(({ decodeError }) => decodeError !== undefined)
    const problems = undecodable.map(({ file }) => decoded(manifest(file)).problems.length)
    expect(undecodable).toHaveLength(3)
    for (const count of problems) expect(count).toBeGreaterThan(0)
  })

  test('labels: values that are no level or version', () => {
    const wrong = labels.filter(({ labels, errors }) => {
      const expected = (errors ?? []).map(({ badValue, detail }) => ({ badValue, detail }))
      return JSON.stringify(labelProblems(labels)) !== JSON.stringify(expected)
    })
    expect(wrong.map(({ name }) => name)).toEqual([])
  })

  describe('texts', () => {
    const distinct = hasCorpora ? readDistinctMessages() : []
    const said = textsOf([
      ...matrix.map(({ pod }) => pod),
      ...messages.map(({ pod }) => pod),
      ...manifests.flatMap((row) => (row.results ? [podOfManifest(manifest(row.file))] : [])),
    ])
    const unsaid = distinct.filter(({ reason, detail }) => !said.has(textOf(reason, detail)))

    test('73 of 140 are said of some Pod of the rows', () => {
      expect(distinct).toHaveLength(140)
      expect(unsaid).toHaveLength(67)
    })

    test('the other 67, whose Pods are not among the rows, are said of a Pod made after the text', () => {
      const wrong = unsaid.filter(({ reason, detail }) => {
        const pod = podOfText(reason, detail)
        return pod === undefined || !textsOf([pod]).has(textOf(reason, detail))
      })
      expect(wrong).toEqual([])
    })

    test('the reasons are those of the sources', () => {
      const sources = JSON.parse(
        readFileSync(`${corporaFolder}/psa-format-strings.json`, 'utf8'),
      ) as readonly { readonly forbiddenReason: readonly string[] }[]
      const literals = sources.flatMap(({ forbiddenReason }) =>
        forbiddenReason.flatMap((text) => text.match(/(?<=")[^",(]+(?=")/g) ?? []),
      )
      const made = unsaid.map((row) => podOfText(row.reason, row.detail) ?? {})
      const all = [...textsOf(made), ...said]
      const reasons = new Set(all.map((text) => text.slice(0, text.indexOf(' ('))))
      expect(new Set(literals)).toEqual(reasons)
    })
  })
})

const overridden = controls.flatMap(({ versions }) =>
  versions.flatMap(({ overrides }) => overrides ?? []),
)

function readDistinctMessages(): readonly DistinctMessage[] {
  return JSON.parse(readFileSync(`${corporaFolder}/psa-distinct-messages.json`, 'utf8'))
}

function rowsOf<Row>(name: string): readonly Row[] {
  return hasCorpora ? (readRows(name) as readonly Row[]) : []
}

function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  return a.id < b.id ? -1 : 1
}

function isOutcome({ allowed, reason, detail, results }: Evaluation, outcome: Outcome): boolean {
  const reasons = outcome.reasons ?? []
  const details = outcome.details ?? []
  return (
    allowed === outcome.allowed &&
    (outcome.reason ?? reason) === reason &&
    (outcome.detail ?? outcome.message ?? '') === detail &&
    reasons.length === results.length &&
    results.every((result, index) => result.reason === reasons[index]) &&
    results.every((result, index) => result.detail === details[index])
  )
}

function wrongInRanges<Row extends { readonly results?: readonly RangeOutcome[] }>(
  rows: readonly Row[],
  podFor: (row: Row) => JsonObject,
): readonly Row[] {
  return rows.filter((row) => {
    const pod = podFor(row)
    return (row.results ?? []).some((outcome) =>
      versionsFrom(outcome).some(
        (version) => !isOutcome(evaluatePod(pod, { level: outcome.level, version }), outcome),
      ),
    )
  })
}

function versionsFrom({ from, to }: RangeOutcome): readonly Version[] {
  return versions.slice(versions.indexOf(from), versions.indexOf(to) + 1)
}

function standardOf(name: string) {
  const [level = '', version = ''] = name.split(':')
  return { level: parseLevel(level).level, version: parseVersion(version).version }
}

function heldPod(pod: JsonObject): JsonObject {
  return defaulted({ ...pod, apiVersion: 'v1', kind: 'Pod' })
}

function manifest(file: string): JsonObject {
  const text = readFileSync(`${corporaFolder}/realworld/${file}`, 'utf8')
  const value = readYaml({ name: file, text }).documents[0]?.value
  if (!isObject(value)) throw new Error(`no object: ${file}`)
  return value
}

function podOfManifest(object: JsonObject): JsonObject {
  const served = builtInKind(String(object['apiVersion']), String(object['kind']))
  const path = served && templatePathOf(served.group, served.resource)
  const template = path && templateAt(object, path)
  return template === undefined ? object : podOf(template, '')
}

function defaulted(object: JsonObject): JsonObject {
  return applyDefaults(decoded(object).object, structOf(object), '1.37')
}

function decoded(object: JsonObject) {
  return decodeStruct(object, structOf(object))
}

function structOf({ apiVersion, kind }: JsonObject) {
  const struct = structOfKind(String(apiVersion), String(kind))
  if (struct === undefined) throw new Error(`not served: ${apiVersion}/${kind}`)
  return struct
}

/** The labels in the order in which Kubernetes reads them. */
function labelProblems(labels: LabelRow['labels']) {
  return ['enforce', 'audit', 'warn'].flatMap((mode) => {
    const level = labels[`pod-security.kubernetes.io/${mode}`]
    const version = labels[`pod-security.kubernetes.io/${mode}-version`]
    return [
      ...(level === undefined ? [] : badValue(level, parseLevel(level).problem)),
      ...(version === undefined ? [] : badValue(version, parseVersion(version).problem)),
    ]
  })
}

function badValue(value: string, detail: string | undefined) {
  return detail === undefined ? [] : [{ badValue: value, detail }]
}

/** What any control says of any of the Pods, at any level in any version. */
function textsOf(pods: readonly JsonObject[]): ReadonlySet<string> {
  const texts = new Set<string>()
  for (const pod of pods) {
    for (const level of ['baseline', 'restricted'] as const) {
      for (const version of versions) {
        for (const { reason, detail } of evaluatePod(pod, { level, version }).results) {
          texts.add(textOf(reason, detail))
        }
      }
    }
  }
  return texts
}

function textOf(reason: string, detail: string): string {
  return `${reason} (${detail})`
}
