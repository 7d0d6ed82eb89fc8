import {
  type Answer,
  applyPatch,
  type Decision,
  type ExemptionUse,
  type Finding,
  type JsonObject,
  missingKind,
  mutationsOnly,
  type PatchOperation,
  printPath,
  type Question,
  removedKind,
  type Skip,
  type Snapshot,
  type Tally,
  unanswered,
  watch,
} from '../../core/index.ts'
import { heldForm } from '../held-form.ts'
import {
  type Passage,
  type PretendedCluster,
  type Sent,
  throughApiServer,
  throughDoors,
  type WholePassage,
} from '../through-doors.ts'
import type { CaseCluster } from './case-world.ts'
import type { Cause, PolicyCase } from './policy-case.ts'
import { parentOf, subResourceProblems } from './sub-resource.ts'

/** One policy that refused a case. */
export interface Refusal {
  readonly policy: string
  /** The name of the validation, where it has one. */
  readonly validation: string | undefined
  readonly message: string
  readonly path: string | undefined
  readonly cause: Cause
}

/** What came of a case. */
export interface CaseOutcome {
  readonly allowed: boolean
  /** Everything that refused it, in order. */
  readonly refusals: readonly Refusal[]
  /** Everything that policies said, those refusals among it. */
  readonly findings: readonly Finding[]
  readonly warnings: readonly string[]
  readonly auditAnnotations: Readonly<Record<string, string>>
  readonly patch: readonly PatchOperation[]
  /** The object as the case has it, with what mutations changed. */
  readonly object: JsonObject
  /** The object at the validating door. */
  readonly judged: JsonObject
  /** Names of the policies that judged or changed the request, or would have, had they not failed. */
  readonly applied: readonly string[]
  readonly exemptions: readonly Pick<ExemptionUse, 'policy' | 'exemption'>[]
  /** Policies that are made for the kind of object and left this one, and why. */
  readonly skips: readonly Skip[]
  /** What failed and was let pass by a failure policy. */
  readonly ignored: readonly { readonly policy: string; readonly message: string }[]
  /** What kept the case from being judged as in a cluster, a sentence each. */
  readonly obstacles: readonly string[]
}

/**
 * Sends a case through both doors. The same case gives the same outcome at any time and place; what it brings about of the
 * policies is counted where a tally is given.
 */
export function runCase(
  row: PolicyCase,
  { snapshot, problems }: CaseCluster,
  seen?: Tally,
): CaseOutcome {
  const answer = (question: Question) => answerOf(question, row.namespaceObject)
  const passage = pass(row, seen === undefined ? snapshot : watch(snapshot, seen, answer))
  const { decisions, arrived } = passage
  const patch = decisions.flatMap((decision) => decision.patch)
  const findings = decisions.flatMap((decision) => decision.findings)
  const ignored = ignoredBy(row, snapshot)
  const applied = decisions.flatMap((decision) => decision.applied)
  return {
    allowed: decisions.length > 0 && decisions.every(({ allowed }) => allowed),
    refusals: findings.filter(({ effect }) => effect === 'deny').map(refusalOf),
    findings,
    warnings: decisions.flatMap(({ warnings }) => warnings),
    auditAnnotations: Object.assign({}, ...decisions.map((each) => each.auditAnnotations)),
    patch,
    object: mutationsOnly(patched(arrived, patch), { held: arrived, written: row.object }),
    judged: passage.object,
    applied: [...new Set([...applied, ...findings.map(({ policy }) => policy)])],
    exemptions: decisions.flatMap(({ exemptions }) => exemptions),
    skips: decisions.flatMap(({ skips }) => skips),
    ignored,
    obstacles: [
      ...problems.map(({ message }) => `the context cannot be held: ${message}`),
      ...obstaclesOf(row, passage, snapshot),
    ],
  }
}

const uid = '00000000-0000-0000-0000-000000000000'

function pass(row: PolicyCase, snapshot: Snapshot): Passage | WholePassage {
  const { raw, object, oldObject } = row
  const cluster: PretendedCluster = {
    snapshot,
    time: row.time ?? '',
    kubernetesVersion: snapshot.kubernetesVersion,
    answer: (question) => answerOf(question, row.namespaceObject),
  }
  if (raw || row.resource !== undefined) {
    return throughDoors(object, journeyOf(row, oldObject), cluster)
  }
  const old = row.operation === 'DELETE' ? (oldObject ?? object) : oldObject
  if (old === undefined) return throughApiServer(object, journeyOf(row), cluster)
  const held = heldForm(old, { cluster, namespace: row.namespace ?? 'default' })
  const passage = throughApiServer(
    changedAs(row, held.object),
    journeyOf(row, held.object),
    cluster,
  )
  const refused = held.problems.map((problem) => ({
    ...problem,
    text: `oldObject: ${problem.text}`,
  }))
  return { ...passage, problems: [...passage.problems, ...refused] }
}

/** What a client sends who changes the object that the cluster holds as the case has it: kubectl sends no more than that. */
function changedAs({ object, oldObject }: PolicyCase, held: JsonObject): JsonObject {
  return oldObject === undefined
    ? object
    : mutationsOnly(object, { held: oldObject, written: held })
}

function journeyOf(row: PolicyCase, oldObject?: JsonObject): Sent {
  const { operation, namespace, subResource, userInfo, dryRun } = row
  const parent = parentOf(row)
  return {
    uid,
    ...(operation === undefined ? {} : { operation }),
    ...(namespace === undefined ? {} : { namespace }),
    // what both objects have in common is not to be one value, or a finding does not know whose field it was
    ...(oldObject === undefined ? {} : { oldObject: structuredClone(oldObject) }),
    ...(subResource === undefined ? {} : { subResource }),
    ...(parent === undefined ? {} : { parent }),
    ...(userInfo === undefined ? {} : { userInfo }),
    ...(dryRun === undefined ? {} : { dryRun }),
  }
}

/** The namespace is the case's, or one with the label that every namespace has. */
function answerOf(question: Question, namespaceObject: JsonObject | undefined): Answer {
  if (question.kind !== 'namespace') return unanswered(question)
  const { name } = question
  const metadata = { name, labels: { 'kubernetes.io/metadata.name': name } }
  return {
    kind: 'found',
    object: namespaceObject ?? { apiVersion: 'v1', kind: 'Namespace', metadata },
  }
}

/** What comes to light when failures are not let pass; asked only of policies that would. */
function ignoredBy(row: PolicyCase, snapshot: Snapshot): CaseOutcome['ignored'] {
  const { policySet, index } = snapshot
  const lenient = policySet.policies.filter(({ policy }) => policy.failurePolicy === 'Ignore')
  if (lenient.length === 0) return []
  const names = new Set(lenient.map(({ policy }) => policy.name))
  const strict: Snapshot = {
    ...snapshot,
    index: {
      ...index,
      candidates: (request) =>
        index.candidates(request).map((candidate) => {
          const { compiled } = candidate
          const policy = { ...compiled.policy, failurePolicy: 'Fail' as const }
          return { ...candidate, compiled: { ...compiled, policy } }
        }),
    },
  }
  const { decisions } = pass(row, strict)
  const failures = decisions
    .flatMap(({ findings }) => findings)
    .filter(({ cause, policy }) => cause === 'error' && names.has(policy))
    .map(({ policy, message }) => [`${policy} ${message}`, { policy, message }] as const)
  return [...new Map(failures).values()]
}

function refusalOf({ policy, validation, message, path, cause }: Finding): Refusal {
  return {
    policy,
    validation,
    message,
    path: path === undefined ? undefined : printPath(path),
    cause,
  }
}

function obstaclesOf(
  row: PolicyCase,
  passage: Passage | WholePassage,
  { kubernetesVersion }: Snapshot,
): readonly string[] {
  return [
    ...('problems' in passage ? wayProblems(row, passage, kubernetesVersion) : []),
    ...subResourceProblems(row),
    ...unconverted(passage.decisions),
  ]
}

function wayProblems(
  { object }: PolicyCase,
  { problems, mutationProblems, isKnownKind }: WholePassage,
  version: Snapshot['kubernetesVersion'],
): readonly string[] {
  return [
    ...problems.map(({ text }) => `the API server does not take the object: ${text}`),
    ...mutationProblems.map(
      ({ text }) => `the API server does not take what a mutation makes: ${text}`,
    ),
    ...(isKnownKind ? [] : unservedKind(object, version)),
  ]
}

function unservedKind(object: JsonObject, version: Snapshot['kubernetesVersion']) {
  const [apiVersion, kind] = [String(object['apiVersion'] ?? ''), String(object['kind'] ?? '')]
  const removed = removedKind(apiVersion, kind, version)
  if (removed !== undefined) {
    return [`${kind} of ${apiVersion} is not served since Kubernetes ${removed.since}`]
  }
  const missing = missingKind(apiVersion, kind)
  if (missing === undefined) return []
  const hint = missing.nearest === undefined ? '' : `; did you mean ${missing.nearest}?`
  return [`${apiVersion} has no kind ${kind}${hint}`]
}

function unconverted(decisions: readonly Decision[]): readonly string[] {
  const texts = decisions
    .flatMap(({ skips }) => skips)
    .filter((skip) => skip.unconverted !== undefined)
    .map(({ policy, why }) => `policy "${policy}" did not judge it: ${why}`)
  return [...new Set(texts)]
}

function patched(object: JsonObject, patch: readonly PatchOperation[]): JsonObject {
  const result = applyPatch(object, patch)
  if (result.kind === 'patched') return result.value as JsonObject
  throw new Error(`the patch does not apply: ${result.message}`)
}
