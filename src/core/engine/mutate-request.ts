import type { PatchOperation } from '../admission/patch-operation.ts'
import type { Request } from '../admission/request.ts'
import { annotationsOf, kindOf } from '../kubernetes/object.ts'
import { templateAt, templateOf } from '../kubernetes/pod-template.ts'
import type { Candidate } from '../matching/policy-index.ts'
import type { Subject } from '../matching/subject.ts'
import { diff } from '../mutation/diff.ts'
import { applyPatch } from '../mutation/json-patch.ts'
import { mutateObject } from '../mutation/mutate-object.ts'
import type { CompiledPolicy } from '../policy/compile-policy.ts'
import { type Binding, isKubernetesKind } from '../policy/model.ts'
import { jsonEqual } from '../source/equal.ts'
import { parsePointer } from '../source/json-pointer.ts'
import { type JsonObject, type JsonValue, valueAt } from '../source/json-value.ts'
import type { Path } from '../source/path.ts'
import { type Encounter, meet } from './encounter.ts'
import { findingOf } from './finding.ts'
import { isTimeUp, type Session } from './session.ts'
import { type Subjects, subjectsOf } from './subjects.ts'
import { deadlineMessage, noteMissed } from './validate-request.ts'
import { emptyVerdict, noteApplied, type Verdict } from './verdict.ts'

/** What the mutating policies made of a request's object. */
export interface Mutation {
  readonly verdict: Verdict
  /** Gives the mutated object when applied to the request's; empty where nothing changed. */
  readonly patch: readonly PatchOperation[]
}

/** The object on its way through the policies. */
interface Progress {
  readonly request: Request
  readonly session: Session
  readonly verdict: Verdict
  object: JsonObject
  /** What policies judge of the object as it stands. */
  subjects: Subjects
  /** Candidates whose mutations were carried out, whether or not they changed anything. */
  readonly carriedOut: Set<Candidate>
}

/**
 * Every mutating policy in its order, each seeing what the ones before made, then once more those that were carried out
 * and ask for it (`IfNeeded`), as the API server does.
 * https://github.com/kubernetes/apiserver/blob/master/pkg/admission/plugin/policy/mutating/reinvocationcontext.go
 */
export function mutateRequest(request: Request, session: Session): Mutation {
  const verdict = emptyVerdict()
  const original = request.object
  const candidates = session.snapshot.index.candidates(request)
  if (original === null || candidates.length === 0) return { verdict, patch: [] }
  const progress: Progress = {
    request,
    session,
    verdict,
    object: original,
    subjects: subjectsOf(request, session),
    carriedOut: new Set(),
  }
  for (const candidate of candidates) runPolicy(candidate, progress)
  const again = [...progress.carriedOut].filter(
    ({ compiled }) => compiled.policy.reinvocationPolicy === 'IfNeeded',
  )
  for (const candidate of again) runPolicy(candidate, progress)
  return { verdict, patch: provenPatch(original, progress.object) }
}

/** The patch between two objects, applied once to prove that it gives the second. */
function provenPatch(before: JsonObject, after: JsonObject): readonly PatchOperation[] {
  if (before === after) return []
  const patch = diff(before, after)
  const result = applyPatch(before, patch)
  if (result.kind === 'patched' && jsonEqual(result.value, after)) return patch
  throw new Error('the patch does not give the object that the policies made')
}

function runPolicy(candidate: Candidate, progress: Progress): void {
  const { compiled } = candidate
  if (!isKubernetesKind(compiled.policy) && isMirrorPod(progress.object)) return
  if (progress.subjects.request.object !== progress.object) {
    progress.subjects = subjectsOf(
      { ...progress.request, object: progress.object },
      progress.session,
    )
  }
  meet(candidate, progress.subjects, progress.session, (_, encounter) => {
    if (encounter.kind === 'applies') carryOut(candidate, encounter, progress)
    else noteMissed(compiled, encounter, progress.verdict)
  })
}

/** A mirror Pod only shows a static Pod: the kubelet owns it. */
function isMirrorPod(object: JsonObject): boolean {
  return (
    kindOf(object) === 'Pod' && Object.hasOwn(annotationsOf(object), 'kubernetes.io/config.mirror')
  )
}

function carryOut(
  candidate: Candidate,
  { binding, subject, scope }: Extract<Encounter, { kind: 'applies' }>,
  progress: Progress,
): void {
  const { compiled } = candidate
  const { verdict, object: before } = progress
  noteApplied(verdict, compiled.policy.name)
  if (isTimeUp(progress.session)) {
    noteFailure(compiled, binding, { index: undefined, message: deadlineMessage }, verdict)
    return
  }
  const judged = judgedObject(before, subject)
  const { kinds } = progress.session.snapshot
  const { object, failures } = mutateObject(compiled, scope, { object: judged, kinds })
  for (const failure of failures) noteFailure(compiled, binding, failure, verdict)
  progress.carriedOut.add(candidate)
  if (object === judged) return
  progress.object = putBack(before, subject, object)
  const paths = changedPaths(before, progress.object)
  if (paths.length > 0) {
    verdict.changes.push({ policy: compiled.policy.name, binding: binding.name, paths })
  }
}

/** The subject as it stands now: another binding of the policy may have changed it. */
function judgedObject(object: JsonObject, subject: Subject): JsonObject {
  if (subject.at.length === 0) return object
  const template = templateAt(object, subject.at)
  const pod = subject.request.object ?? {}
  return template === undefined
    ? pod
    : { ...pod, metadata: withNamespace(template, pod), ...specOf(template) }
}

function withNamespace(template: JsonObject, pod: JsonObject): JsonValue {
  const namespace = valueAt(pod, ['metadata', 'namespace'])
  const metadata = (template['metadata'] ?? {}) as JsonObject
  return namespace === undefined ? metadata : { ...metadata, namespace }
}

function specOf(template: JsonObject): JsonObject {
  return template['spec'] === undefined ? {} : { spec: template['spec'] }
}

function putBack(object: JsonObject, { at }: Subject, mutated: JsonObject): JsonObject {
  return at.length === 0 ? mutated : replaceTemplate(object, at, mutated)
}

function replaceTemplate(object: JsonObject, path: Path, pod: JsonObject): JsonObject {
  const [step, ...rest] = path
  if (step === undefined) return templateOf(pod, object)
  const child = object[String(step)] as JsonObject
  return { ...object, [String(step)]: replaceTemplate(child, rest, pod) }
}

function changedPaths(before: JsonObject, after: JsonObject): readonly Path[] {
  return diff(before, after).map(({ path }) => stepsOf(after, parsePointer(path) ?? []))
}

/** Steps of a pointer with list indices as numbers. */
function stepsOf(object: JsonObject, pointer: readonly string[]): Path {
  return pointer.map((step, index) =>
    Array.isArray(valueAt(object, stepsOf(object, pointer.slice(0, index)))) ? Number(step) : step,
  )
}

/** A mutation that failed: the failure policy decides. */
function noteFailure(
  compiled: CompiledPolicy,
  binding: Binding,
  { index, message }: { readonly index: number | undefined; readonly message: string },
  verdict: Verdict,
): void {
  if (compiled.policy.failurePolicy === 'Ignore') return
  const expression = index === undefined ? undefined : compiled.mutations[index]?.expression.text
  const said = { cause: 'error', index, message, expression } as const
  verdict.findings.push(findingOf(compiled, binding, 'deny', said))
}
