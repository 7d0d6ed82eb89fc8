import { describe, expect, test } from 'vitest'
import { decodeStruct } from '#src/core/kubernetes/decode/decode-struct.ts'
import { builtInKindsOnly, kindOfObject } from '#src/core/kubernetes/kinds.ts'
import { asHeld } from '#src/core/kubernetes/passage.ts'
import { applyPatch } from '#src/core/mutation/json-patch.ts'
import { jsonEqual } from '#src/core/source/equal.ts'
import { isObject, type JsonObject } from '#src/core/source/json-value.ts'
import { type AdmissionCase, decide, type Reference } from './admission-case.ts'
import { hasCorpora, readRows, whereCorporaAre } from './corpora.ts'
import { countReasons, type JudgedMutation, mutationExclusions, reasonFor } from './exclusions.ts'

interface Row extends Partial<AdmissionCase> {
  readonly id: string
  readonly admissionCase?: AdmissionCase
  readonly reference?: Reference & Readonly<Record<string, Reference>>
  readonly expect?: Reference & Readonly<Record<string, Reference>>
}

interface Judged extends JudgedMutation {
  readonly id: string
}

const version = '1.36'

/**
 * How the object comes, and the form in which both results are compared: where Kubernetes had decoded the object, what it
 * decodes and what it sets as defaults are no part of a patch.
 */
const modes: readonly {
  readonly name: string
  readonly arrival: 'raw' | 'defaulted'
  readonly compared: (object: JsonObject) => JsonObject
}[] = [
  { name: 'anyInputMode', arrival: 'raw', compared: (object) => object },
  { name: 'raw', arrival: 'raw', compared: (object) => object },
  { name: 'typed', arrival: 'raw', compared: decoded },
  { name: 'defaulted', arrival: 'defaulted', compared: held },
]

function decoded(object: JsonObject): JsonObject {
  const kind = kindOfObject(builtInKindsOnly, object)
  return kind?.origin === 'built-in' ? decodeStruct(object, kind.struct).object : object
}

function held(object: JsonObject): JsonObject {
  return asHeld(object, builtInKindsOnly, version).object
}

/** A row for every form in which the object came. */
function judgedOf(row: Row): readonly Judged[] {
  const { id, admissionCase = row as AdmissionCase } = row
  const given = { ...admissionCase, policies: admissionCase.policies ?? [] }
  if (!given.policies.some(({ kind }) => kind === 'MutatingAdmissionPolicy')) return []
  const outcome = row.reference ?? row.expect
  const inModes = modes.flatMap(({ name }) => {
    const reference = outcome?.[name]
    return reference === undefined ? [] : [{ id, mode: name, given, reference }]
  })
  return inModes.length > 0 ? inModes : [{ id, mode: 'raw', given, reference: undefined }]
}

interface Outcome {
  readonly allowed: boolean
  readonly message: string | undefined
  readonly reason: string | undefined
  readonly code: number | undefined
  readonly object: JsonObject | undefined
}

function ownOutcome({ given, mode }: Judged): Outcome {
  const { arrival, compared } = modeNamed(mode)
  const { allowed, status, patch } = decide(given, arrival)
  const sent = given.request.object ?? {}
  const before = arrival === 'defaulted' ? held(sent) : sent
  const result = applyPatch(before, patch)
  if (result.kind !== 'patched' || !isObject(result.value)) throw new Error('no object')
  const message = status?.message.replace(/ \(decision \w+\)$/, '')
  const { reason, code } = status ?? {}
  return { allowed, message, reason, code, object: allowed ? compared(result.value) : undefined }
}

/** Some references say what the mutation said, without the policy's name. */
function matches(own: Outcome, { mode, reference = {} }: Judged): boolean {
  const { status } = reference
  if (own.allowed !== reference.allowed) return false
  if (status !== undefined && (own.reason !== status.reason || own.code !== status.code))
    return false
  const said = status?.message ?? reference.message ?? undefined
  if (own.message !== undefined && said !== undefined) return own.message.endsWith(said)
  const { object } = reference
  if (own.object === undefined || object === undefined || object === null) return true
  return jsonEqual(own.object, modeNamed(mode).compared(object))
}

function modeNamed(name: string) {
  const mode = modes.find((one) => one.name === name)
  if (mode === undefined) throw new Error(`no mode ${name}`)
  return mode
}

describe.skipIf(!hasCorpora)(`mutating policies on requests, ${whereCorporaAre}`, () => {
  test.for([
    { file: 'k8s-mutation-patch.jsonl', judged: 90, excluded: [1, 1, 2] },
    { file: 'kyverno-policies-mpol.jsonl.gz', judged: 78, excluded: [6, 4] },
    { file: 'vap-k8s-integration.jsonl.gz', judged: 12, excluded: [] },
    { file: 'vap-k8s-docs.jsonl.gz', judged: 4, excluded: [] },
    { file: 'kyverno-cli-tests.jsonl.gz', judged: 25, excluded: [] },
  ])('$file', ({ file, ...counts }) => {
    const all = (readRows(file) as readonly Row[]).flatMap(judgedOf)
    const cases = all.filter((one) => reasonFor(one, mutationExclusions) === undefined)
    const different = cases.flatMap((judged) => {
      const own = ownOutcome(judged)
      return matches(own, judged)
        ? []
        : [{ id: judged.id, mode: judged.mode, own, expected: judged.reference }]
    })
    expect(different).toEqual([])
    expect({
      judged: cases.length,
      excluded: Object.values(countReasons(all, mutationExclusions)),
    }).toEqual(counts)
  })
})
