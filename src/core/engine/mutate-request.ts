import type { Change, Finding } from '../admission/decision.ts'
import type { PatchOperation } from '../admission/patch-operation.ts'
import type { Request } from '../admission/request.ts'
import { annotationsOf, kindOf } from '../kubernetes/object.ts'
import { templateAt, templateOf } from '../kubernetes/pod-template.ts'
import { diff } from '../mutation/diff.ts'
import { applyPatch } from '../mutation/json-patch.ts'
import { parsePointer } from '../mutation/json-pointer.ts'
import { mutateObject } from '../mutation/mutate-object.ts'
import type { CompiledPolicy } from '../policy/compile-policy.ts'
import { type Binding, isKubernetesKind } from '../policy/model.ts'
import { jsonEqual } from '../source/equal.ts'
import { type JsonObject, type JsonValue, valueAt } from '../source/json-value.ts'
import type { Path } from '../source/path.ts'
import { type Encounter, encountersOf } from './encounter.ts'
import { findingOf } from './finding.ts'
import type { Session } from './session.ts'
import type { Subject } from './subjects.ts'
import {
  deadlineMessage,
  failureFindings,
  joined,
  skipped,
  type Verdict,
} from './validate-request.ts'

/** What the mutating policies made of a request's object. */
export interface Mutation extends Verdict {
  /** Gives the mutated object when applied to the request's; empty where nothing changed. */
  readonly patch: readonly PatchOperation[]
  readonly changes: readonly Change[]
}

interface Progress {
  readonly object: JsonObject
  readonly verdicts: readonly Verdict[]
  readonly changes: readonly Change[]
  /** Whether some mutation was carried out, even one that changed nothing. */
  readonly patched: boolean
}

/**
 * Every mutating policy in its order, each seeing what the ones before made, then once more those that were carried out
 * and ask for it (`IfNeeded`), as the API server does.
 */
export function mutateRequest(request: Request, session: Session): Mutation {
  const none: Mutation = { ...joined([]), patch: [], changes: [] }
  const original = request.object
  const candidates = session.snapshot.index.candidates(request)
  if (original === null || candidates.length === 0) return none
  const start: Progress = { object: original, verdicts: [], changes: [], patched: false }
  const first = runAll(candidates, request, session, start)
  const again = reinvoked(candidates, first)
  const last = again.length === 0 ? first : runAll(again, request, session, first)
  const verdict = joined(last.verdicts)
  const patch = diff(original, last.object)
  const result = applyPatch(original, patch)
  if (result.kind === 'patched' && jsonEqual(result.value, last.object)) {
    return { ...verdict, patch, changes: last.changes }
  }
  throw new Error('the patch does not give the object that the policies made')
}

function runAll(
  candidates: readonly CompiledPolicy[],
  request: Request,
  session: Session,
  start: Progress,
): Progress {
  return candidates.reduce(
    (progress, compiled) => runPolicy(compiled, request, session, progress),
    start,
  )
}

/** https://github.com/kubernetes/apiserver/blob/master/pkg/admission/plugin/policy/mutating/reinvocationcontext.go */
function reinvoked(
  candidates: readonly CompiledPolicy[],
  progress: Progress,
): readonly CompiledPolicy[] {
  if (!progress.patched) return []
  const carriedOut = new Set(progress.verdicts.flatMap(({ applied }) => applied))
  return candidates.filter(
    ({ policy }) => policy.reinvocationPolicy === 'IfNeeded' && carriedOut.has(policy.name),
  )
}

function runPolicy(
  compiled: CompiledPolicy,
  request: Request,
  session: Session,
  before: Progress,
): Progress {
  const current: Request = { ...request, object: before.object }
  if (!isKubernetesKind(compiled.policy) && isMirrorPod(current.object)) return before
  return encountersOf(compiled, current, session).reduce(
    (progress, encounter) => runEncounter(compiled, encounter, session, progress),
    before,
  )
}

/** A mirror Pod only shows a static Pod: the kubelet owns it. */
function isMirrorPod(object: JsonObject | null): boolean {
  return (
    object !== null &&
    kindOf(object) === 'Pod' &&
    Object.hasOwn(annotationsOf(object), 'kubernetes.io/config.mirror')
  )
}

function runEncounter(
  compiled: CompiledPolicy,
  encounter: Encounter,
  session: Session,
  progress: Progress,
): Progress {
  switch (encounter.kind) {
    case 'skipped':
      return said(progress, skipped(compiled, encounter))
    case 'failed':
      return said(progress, { ...joined([]), findings: failureFindings(compiled, encounter) })
    case 'applies':
      return session.interrupted()
        ? said(progress, denied(compiled, encounter.binding, undefined, deadlineMessage))
        : carryOut(compiled, encounter, progress)
  }
}

function said(progress: Progress, verdict: Verdict): Progress {
  return { ...progress, verdicts: [...progress.verdicts, verdict] }
}

function carryOut(
  compiled: CompiledPolicy,
  { binding, subject, scope }: Extract<Encounter, { kind: 'applies' }>,
  progress: Progress,
): Progress {
  const judged = judgedObject(progress.object, subject)
  const result = mutateObject(compiled, {
    ...scope,
    request: { ...scope.request, object: judged },
  })
  if (result.kind === 'error') {
    return said(progress, denied(compiled, binding, result.index, result.message))
  }
  const object =
    result.object === judged ? progress.object : putBack(progress.object, subject, result.object)
  const paths = object === progress.object ? [] : changedPaths(progress.object, object)
  const change: Change = { policy: compiled.policy.name, binding: binding.name, paths }
  return {
    object,
    verdicts: [...progress.verdicts, { ...joined([]), applied: [compiled.policy.name] }],
    changes: paths.length === 0 ? progress.changes : [...progress.changes, change],
    patched: true,
  }
}

/** The subject as it stands now: another binding of the policy may have changed it. */
function judgedObject(object: JsonObject, subject: Subject): JsonObject | null {
  if (subject.at.length === 0) return object
  const template = templateAt(object, subject.at)
  const pod = subject.request.object
  return template === undefined || pod === null
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

function denied(
  compiled: CompiledPolicy,
  binding: Binding,
  index: number | undefined,
  message: string,
): Verdict {
  if (compiled.policy.failurePolicy === 'Ignore') return joined([])
  const mutation = index === undefined ? undefined : compiled.mutations[index]
  const finding: Finding = findingOf(compiled, binding, 'deny', {
    cause: 'error',
    index,
    message,
    reason: undefined,
    expression: mutation?.expression.text.text,
    path: undefined,
    place: mutation?.expression.text.place,
  })
  return { ...joined([]), findings: [finding], applied: [compiled.policy.name] }
}
