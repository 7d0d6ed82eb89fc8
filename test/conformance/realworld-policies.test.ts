import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Finding } from '#src/core/admission/decision.ts'
import { requestFor } from '#src/core/admission/request-for.ts'
import { admit } from '#src/core/engine/admit.ts'
import { type Answer, questionKey } from '#src/core/engine/facts.ts'
import { loadPolicies } from '#src/core/engine/load-policies.ts'
import { createSnapshot, type Snapshot } from '#src/core/engine/snapshot.ts'
import { builtInKindsOnly } from '#src/core/kubernetes/kinds.ts'
import { asHeld } from '#src/core/kubernetes/passage.ts'
import type { JsonObject } from '#src/core/source/json-value.ts'
import { readYaml } from '#src/core/source/read-yaml.ts'
import type { AdmissionCase } from './admission-case.ts'
import { corporaFolder, hasCorpora, readRows, whereCorporaAre } from './corpora.ts'

type Denials = Readonly<Record<string, readonly (readonly [number, 'deny' | 'error', string])[]>>

/** A manifest, and what each policy of the published library says of it. */
interface Row {
  readonly file: string
  readonly denies?: Denials
  /** Of the manifest as it is written, where that is different. */
  readonly deniesOnRawYaml?: Denials
  /** Kubernetes cannot decode it. */
  readonly error?: string
}

const version = '1.36'

/** The policies of the library that are known from its other cases, bound to everything. */
function library(): Library {
  const cases = readRows('kubescape-vap.jsonl.gz') as readonly {
    readonly admissionCase?: AdmissionCase
  }[]
  const given = cases.map((row) => row.admissionCase ?? (row as unknown as AdmissionCase))
  const policies = named(given.flatMap((one) => one.policies))
  const bindings = named(given.flatMap((one) => one.bindings ?? [])).map(boundToEverything)
  const loaded = loadPolicies([asText([...policies, ...bindings])], { kubernetesVersion: version })
  const { snapshot } = createSnapshot({ policies: loaded.policies })
  const known = loaded.policies.policies.map(({ policy }) => policy)
  const ofParams = known.filter(hasUnrecordedParams)
  const names = known.filter((policy) => !hasUnrecordedParams(policy)).map(({ name }) => name)
  return { snapshot, names, excluded: ofParams.length }
}

interface Library {
  readonly snapshot: Snapshot
  /** Of the policies that are judged. */
  readonly names: readonly string[]
  readonly excluded: number
}

/** The rows do not say with which params their results were made. */
function hasUnrecordedParams({ paramKind }: { readonly paramKind: unknown }): boolean {
  return paramKind !== undefined
}

function named(objects: readonly JsonObject[]): readonly JsonObject[] {
  const name = ({ metadata }: JsonObject) => (metadata as { readonly name: string }).name
  return [...new Map(objects.map((object) => [name(object), object])).values()]
}

/** The tests of the library select their objects by a label, which real manifests lack. */
function boundToEverything(binding: JsonObject): JsonObject {
  const { matchResources: _, ...spec } = binding['spec'] as JsonObject
  return { ...binding, spec }
}

function asText(objects: readonly JsonObject[]) {
  return { name: 'library', text: objects.map((one) => JSON.stringify(one)).join('\n---\n') }
}

function denialsOf(object: JsonObject, snapshot: Snapshot, names: readonly string[]): Denials {
  const request = requestFor(object, { door: 'validate', uid: '12345678' })
  const { namespace: name } = request
  const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name } }
  const answers = new Map<string, Answer>([
    [questionKey({ kind: 'namespace', name }), { kind: 'found', object: namespace }],
  ])
  const admission = admit(request, snapshot, { time: '', answers }, () => false)
  if (admission.kind !== 'decision') throw new Error(JSON.stringify(admission.questions))
  const { findings } = admission.decision
  return ofPolicies(names, (policy) =>
    findings.filter((finding) => finding.policy === policy).map(denialOf),
  )
}

function denialOf({ index = 0, cause, message }: Finding): Denials[string][number] {
  return [index, cause === 'violation' ? 'deny' : 'error', message]
}

/** Of the policies that are known here; those that say nothing are left out. */
function ofPolicies(
  names: readonly string[],
  denialsOfPolicy: (name: string) => Denials[string] | undefined,
): Denials {
  const pairs = names.map((name) => [name, denialsOfPolicy(name) ?? []] as const)
  return Object.fromEntries(pairs.filter(([, denials]) => denials.length > 0))
}

describe.skipIf(!hasCorpora)(`a published library on real manifests, ${whereCorporaAre}`, () => {
  const rows = hasCorpora ? (readRows('kubescape-x-realworld.jsonl.gz') as readonly Row[]) : []
  const decodable = rows.filter(({ error }) => error === undefined)

  test('the rows are these', () => {
    expect(rows).toHaveLength(412)
    expect(decodable).toHaveLength(409)
  })

  test.for([
    { name: 'as the API server hands them over', isRaw: false },
    { name: 'as they are written', isRaw: true },
  ])('$name', ({ isRaw }) => {
    const { snapshot, names, excluded } = library()
    expect({ judged: names.length, excluded }).toEqual({ judged: 26, excluded: 9 })
    const different = decodable.flatMap(({ file, denies = {}, deniesOnRawYaml = denies }) => {
      const object = manifest(file)
      const judged = isRaw ? object : asHeld(object, builtInKindsOnly, version).object
      const own = denialsOf(judged, snapshot, names)
      const wanted = isRaw ? deniesOnRawYaml : denies
      const expected = ofPolicies(names, (name) => wanted[name])
      return JSON.stringify(own) === JSON.stringify(expected) ? [] : [{ file, own, expected }]
    })
    expect(different).toEqual([])
  })
})

function manifest(file: string): JsonObject {
  const text = readFileSync(join(corporaFolder, 'realworld', file), 'utf8')
  const [document] = readYaml({ name: file, text }).documents
  return document?.value as JsonObject
}
