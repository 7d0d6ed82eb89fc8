import type { PatchOperation } from '../admission/patch-operation.ts'
import type { Request } from '../admission/request.ts'
import { type Evaluation, evaluatePod } from '../pod-security/evaluate.ts'
import { printLevelVersion } from '../pod-security/level-version.ts'
import type { CompiledPodSecurity } from '../policy/compile-pod-security.ts'
import type { JsonObject, JsonValue } from '../source/json-value.ts'
import type { Path } from '../source/path.ts'

type ControlResult = Evaluation['results'][number]

/** A control that forbids the Pod: Kubernetes' words for all of it, and the first field that it is about. */
export interface ControlViolation {
  readonly message: string
  readonly control: string
  /** From the root of the Pod. */
  readonly path: Path
  /** Undefined where the field is absent. */
  readonly found: JsonValue | undefined
  readonly allowed: readonly string[]
  /** What to change in the Pod so that the control forbids it no longer; of more than a thousand violations the first. */
  readonly suggestion: readonly PatchOperation[]
}

const none: readonly ControlViolation[] = []

/**
 * What the level forbids in the Pod that is created or updated, a violation for each control. Other requests hold no Pod,
 * and a status is not the user's to change.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/staging/src/k8s.io/pod-security-admission/admission/admission.go (EvaluatePod)
 */
export function judgePodSecurity(
  { standard, keepIn, text }: CompiledPodSecurity,
  request: Request,
): readonly ControlViolation[] {
  const pod = podIn(request)
  if (pod === null) return none
  const { allowed, results } = evaluatePod(pod, standard, keepIn?.(pod))
  if (allowed) return none
  const title = `violates PodSecurity "${printLevelVersion(text.standard)}"`
  return results.flatMap((result) => violationOf(title, result))
}

function podIn({ kind, subResource, object }: Request): JsonObject | null {
  return kind.kind === 'Pod' && kind.group === '' && subResource !== 'status' ? object : null
}

function violationOf(title: string, result: ControlResult): readonly ControlViolation[] {
  const { control, reason, detail, findings } = result
  const [first] = findings
  if (first === undefined) return none
  const { path, found, allowed } = first
  const message = detail === '' ? `${title}: ${reason}` : `${title}: ${reason} (${detail})`
  const suggestion = together(findings.map((finding) => finding.suggestion))
  return [{ message, control, path, found, allowed, suggestion }]
}

/** All changes as one, from the last to the first, so that items leave a list from its end; at each place once. */
function together(suggestions: readonly (readonly PatchOperation[])[]): readonly PatchOperation[] {
  const operations = new Map<string, PatchOperation>()
  for (const operation of suggestions.flat().toReversed()) operations.set(operation.path, operation)
  return [...operations.values()]
}
