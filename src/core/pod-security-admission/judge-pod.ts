import type { Request } from '../admission/request.ts'
import { type Evaluation, evaluatePod } from '../pod-security/evaluate.ts'
import { type LevelVersion, printLevelVersion } from '../pod-security/level-version.ts'
import type { JsonObject } from '../source/json-value.ts'
import { type Exemptions, hasExemptRuntimeClass } from './exemptions.ts'
import { isSame, type LabelledPolicy } from './namespace-policy.ts'
import {
  type AuditAnnotations,
  allowed,
  allowedWithAnnotations,
  forbidden,
  printErrors,
  type Response,
  refused,
  type Spoken,
} from './response.ts'

/** By what a Pod is judged, and whether it may be refused: one that a template describes may not. */
interface Judgement extends LabelledPolicy {
  readonly request: Request
  readonly exemptions: Exemptions
  readonly isEnforced: boolean
}

/**
 * Judges a Pod, or one that a template describes, in the three modes. Who is refused is not warned as well.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/staging/src/k8s.io/pod-security-admission/admission/admission.go#L455
 */
export function judgePod(pod: JsonObject, judgement: Judgement): Response {
  const { policy, request, exemptions, isEnforced } = judgement
  if (hasExemptRuntimeClass(pod, exemptions)) {
    return allowedWithAnnotations({ exempt: 'runtimeClass' })
  }
  const evaluate = rememberingEvaluator(pod)
  const enforced = isEnforced ? evaluate(policy.enforce) : undefined
  const audited = evaluate(policy.audit)
  const auditAnnotations = annotationsOf(judgement, audited)
  if (enforced?.allowed === false) {
    const status = forbidden(request, `violates ${violated(policy.enforce, enforced)}`)
    const spoken = { standard: policy.enforce, evaluation: enforced }
    return { ...refused(status, auditAnnotations), spoken }
  }
  const warned = evaluate(policy.warn)
  if (warned.allowed) return allowedWithAnnotations(auditAnnotations)
  const spoken = { standard: policy.warn, evaluation: warned }
  return { ...allowed, warnings: [wouldViolate(policy.warn, warned)], auditAnnotations, spoken }
}

/** Modes of the same level and version share an evaluation. */
function rememberingEvaluator(pod: JsonObject): (standard: LevelVersion) => Evaluation {
  const known: Spoken[] = []
  return (standard) => {
    for (const one of known) if (isSame(one.standard, standard)) return one.evaluation
    const evaluation = evaluatePod(pod, standard)
    known.push({ standard, evaluation })
    return evaluation
  }
}

function annotationsOf(
  { policy, errors, isEnforced }: Judgement,
  audited: Evaluation,
): AuditAnnotations {
  if (errors.length === 0 && isEnforced && audited.allowed) {
    return { 'enforce-policy': printLevelVersion(policy.enforce) }
  }
  return {
    ...(errors.length === 0 ? {} : { error: `Failed to parse policy: ${printErrors(errors)}` }),
    ...(isEnforced ? { 'enforce-policy': printLevelVersion(policy.enforce) } : {}),
    ...(audited.allowed ? {} : { 'audit-violations': wouldViolate(policy.audit, audited) }),
  }
}

function wouldViolate(standard: LevelVersion, evaluation: Evaluation): string {
  return `would violate ${violated(standard, evaluation)}`
}

function violated(standard: LevelVersion, { detail }: Evaluation): string {
  return `PodSecurity "${printLevelVersion(standard)}": ${detail}`
}
