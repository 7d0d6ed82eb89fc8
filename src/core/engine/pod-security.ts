import type { ControlFinding, Finding } from '../admission/decision.ts'
import type { Request } from '../admission/request.ts'
import { templatePathOf } from '../kubernetes/pod-template.ts'
import { isAsRequested } from '../matching/subject.ts'
import { controlViolations } from '../pod-security/control-violation.ts'
import { printLevelVersion } from '../pod-security/level-version.ts'
import { admit } from '../pod-security-admission/admit.ts'
import type { Known } from '../pod-security-admission/known.ts'
import type { Question, Response, Spoken } from '../pod-security-admission/response.ts'
import { printPointer } from '../source/json-pointer.ts'
import type { Path } from '../source/path.ts'
import { placeOf } from './finding.ts'
import type { LoadedPodSecurity } from './load-pod-security.ts'
import { namespaceNamed, podsOf, type Session } from './session.ts'
import type { Snapshot } from './snapshot.ts'
import { noteApplied, type Verdict } from './verdict.ts'

/** The name under which Pod Security speaks: that of the API server's plugin. */
const name = 'PodSecurity'
const kind = 'PodSecurityConfiguration'

/** Adds what the namespace's labels say of a request, where a PodSecurityConfiguration is among the policies. */
export function askPodSecurity(request: Request, session: Session, verdict: Verdict): void {
  const { podSecurity, subset } = session.snapshot
  if (podSecurity === undefined || !isAskedHere(request, subset)) return
  const response = answer(request, podSecurity, session)
  if (response === undefined) return
  const annotations = Object.entries(response.auditAnnotations)
  const saysNothing = response.allowed && response.warnings.length === 0
  const findings = saysNothing ? none : findingsOf(response, request, podSecurity)
  session.observer?.observe({ kind: 'pod-security', response, findings })
  if (saysNothing && annotations.length === 0) return
  noteApplied(verdict, name)
  for (const [key, value] of annotations) {
    verdict.auditAnnotations.push({ policy: name, key, value })
  }
  verdict.findings.push(...findings)
}

/** What may refuse fails closed, as the API server's plugin does; of workloads it only warns, and they need not wait for it. */
function isAskedHere(request: Request, subset: Snapshot['subset']): boolean {
  if (subset === undefined) return true
  const wanted = isWarnedOnly(request.resource) ? 'Ignore' : 'Fail'
  return subset.failurePolicy === wanted && isAsRequested(request)
}

/** Whether Pod Security refuses no object of the resource, and only warns. */
export function isWarnedOnly({ group, resource }: GroupResource): boolean {
  return templatePathOf(group, resource) !== undefined
}

type GroupResource = Pick<Request['resource'], 'group' | 'resource'>

const none: readonly Finding[] = []

/** What is said where Pods cannot be judged in time: like the API server's plugin, it refuses what it would enforce. */
export function podSecurityFailure(
  { operation, kind: { group, kind: objectKind } }: Request,
  podSecurity: LoadedPodSecurity,
  message: string,
): Finding | undefined {
  if (group !== '' || objectKind !== 'Pod' || !(operation === 'CREATE' || operation === 'UPDATE')) {
    return undefined
  }
  const status = { message, reason: 'InternalError', code: 500 }
  return finding(podSecurity, { effect: 'deny', cause: 'error', told: message, ...status })
}

/** Undefined as long as something has to be asked. */
function answer(
  request: Request,
  { configuration }: LoadedPodSecurity,
  session: Session,
): Response | undefined {
  const { snapshot, interrupted } = session
  const namespace = snapshot.namespaces.get(request.namespace)
  // Told unasked where it is there: the question and the answer took 1 µs of 9.
  let known: Known =
    namespace === undefined
      ? { configuration, interrupted }
      : { configuration, interrupted, namespace: { kind: 'found', value: namespace } }
  for (;;) {
    const response = admit(request, known)
    if (response.kind === 'response') return response
    const more = lookUp(response, session)
    if (session.questions.size > 0) return undefined
    known = { ...known, ...more }
  }
}

function lookUp(question: Question, session: Session): Pick<Known, 'namespace' | 'pods'> {
  if (question.kind === 'namespace') {
    const found = namespaceNamed(session, question.name)
    return {
      namespace:
        found.kind === 'unknown'
          ? { kind: 'failed', message: found.message }
          : { kind: 'found', value: found.object },
    }
  }
  const pods = podsOf(session, question.namespace)
  return {
    pods: pods === undefined ? { kind: 'failed', message: '' } : { kind: 'found', value: pods },
  }
}

function findingsOf(
  { status, warnings, spoken }: Response,
  request: Request,
  podSecurity: LoadedPodSecurity,
): readonly Finding[] {
  const at = templatePathOf(request.resource.group, request.resource.resource) ?? []
  if (status !== undefined) {
    const { reason, code } = status
    const cause = reason === 'InternalError' || reason === 'BadRequest' ? 'error' : 'violation'
    const told = { effect: 'deny', cause, told: status.message, reason, code } as const
    if (spoken === undefined) return [finding(podSecurity, { ...told, message: status.message })]
    return controlFindings(spoken, at, { podSecurity, told, verb: 'violates' })
  }
  return warnings.flatMap((warning) => {
    const told = { effect: 'warn', cause: 'violation', told: warning, ...forbidden } as const
    return spoken === undefined
      ? [finding(podSecurity, { ...told, message: warning })]
      : controlFindings(spoken, at, { podSecurity, told, verb: 'would violate' })
  })
}

const forbidden = { reason: 'Forbidden', code: 403 } as const

type Told = Pick<Finding, 'effect' | 'cause' | 'reason' | 'code'> & { readonly told: string }

interface Telling {
  readonly podSecurity: LoadedPodSecurity
  readonly told: Told
  readonly verb: 'violates' | 'would violate'
}

/** A finding for each control, all told as one. */
function controlFindings(
  { standard, evaluation }: Spoken,
  at: Path,
  { podSecurity, told, verb }: Telling,
): readonly Finding[] {
  const prefix = printPointer(at)
  return controlViolations(evaluation).map(({ text, path, suggestion, ...violation }) => {
    const control: ControlFinding = {
      ...standard,
      control: violation.control,
      found: violation.found,
      allowed: violation.allowed,
      suggestion: suggestion.map((operation) => ({ ...operation, path: prefix + operation.path })),
    }
    return {
      ...finding(podSecurity, {
        ...told,
        message: `${verb} PodSecurity "${printLevelVersion(standard)}": ${text}`,
      }),
      path: [...at, ...path],
      podSecurity: control,
    }
  })
}

function finding(
  { document }: LoadedPodSecurity,
  told: Told & { readonly message: string },
): Finding {
  return {
    policyKind: kind,
    policy: name,
    binding: name,
    index: undefined,
    validation: undefined,
    expression: undefined,
    path: undefined,
    policyPlace: placeOf({ document, path: [] }),
    ...told,
  }
}
