import type { Request } from '../admission/request.ts'
import { type ControlViolation, controlViolations } from '../pod-security/control-violation.ts'
import { evaluatePod } from '../pod-security/evaluate.ts'
import { printLevelVersion } from '../pod-security/level-version.ts'
import type { CompiledPodSecurity } from '../policy/compile-pod-security.ts'
import type { JsonObject } from '../source/json-value.ts'

/** A control that forbids the Pod, with the message that a policy gives for it. */
export interface ForbiddenByControl extends ControlViolation {
  readonly message: string
}

const none: readonly ForbiddenByControl[] = []

/**
 * What the level forbids in the Pod that is created or updated, a violation for each control. Other requests hold no Pod,
 * and a status is not the user's to change.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/staging/src/k8s.io/pod-security-admission/admission/admission.go (EvaluatePod)
 */
export function judgePodSecurity(
  { standard, keepIn, text }: CompiledPodSecurity,
  request: Request,
): readonly ForbiddenByControl[] {
  const pod = podIn(request)
  if (pod === null) return none
  const evaluation = evaluatePod(pod, standard, keepIn?.(pod))
  if (evaluation.allowed) return none
  const title = `violates PodSecurity "${printLevelVersion(text.standard)}"`
  return controlViolations(evaluation).map((violation) => ({
    ...violation,
    message: `${title}: ${violation.text}`,
  }))
}

function podIn({ kind, subResource, object }: Request): JsonObject | null {
  return kind.kind === 'Pod' && kind.group === '' && subResource !== 'status' ? object : null
}
