import type { PatchOperation } from '../admission/patch-operation.ts'
import type { JsonObject, JsonValue } from '../source/json-value.ts'
import type { Path } from '../source/path.ts'
import { type ActiveControl, activeControls } from './active-controls.ts'
import type { Control, Report, Violation } from './control.ts'
import type { LevelVersion } from './level-version.ts'
import { nameOfPart, type Part } from './part.ts'
import { type Pod, readPod } from './pod.ts'
import { pathOf } from './suggestion.ts'

/** One value in a Pod that a control forbids, or misses. */
interface Found {
  readonly control: string
  /** The level of the control. */
  readonly level: Control['level']
  /** From the root of the Pod: `['spec', 'containers', 0, 'securityContext', 'privileged']`. */
  readonly path: Path
  /** What it belongs to: a name as written, which need not be unique; the Pod itself has none. */
  readonly part: { readonly kind: Part['kind']; readonly name: string }
  /** Undefined where the field is absent. */
  readonly found: JsonValue | undefined
}

export interface Finding extends Found {
  /** JSON texts, `undefined` for absence, `*` for any text, or words. */
  readonly allowed: readonly string[]
  /** The smallest change of the Pod after which it is gone. */
  readonly suggestion: readonly PatchOperation[]
}

/** A control that forbids the Pod. */
interface ControlResult extends Report {
  readonly control: string
  readonly level: Control['level']
  /** The first thousand, in the order of the Pod; made at each reading. The texts are of all. */
  readonly findings: readonly Finding[]
}

/** The verdict on a Pod, and Kubernetes' words for it: all reasons, and all reasons with their details. */
export interface Evaluation extends Report {
  readonly allowed: boolean
  /** The controls that forbid it, in the order of the texts. */
  readonly results: readonly ControlResult[]
}

/** What it does not keep counts for nothing, also in the texts. */
export type Keep = (found: Found) => boolean

const allowed: Evaluation = { allowed: true, results: [], reason: '', detail: '' }

const mostFindings = 1000

/**
 * Judges an object in the shape of a Pod (metadata and spec) by a level of the Pod Security Standards.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/staging/src/k8s.io/pod-security-admission/policy/checks.go
 */
export function evaluatePod(object: JsonObject, standard: LevelVersion, keep?: Keep): Evaluation {
  const pod = readPod(object)
  let results: ControlResult[] | undefined
  for (const active of activeControls(standard)) {
    const violations = active.form.check.find(pod)
    if (violations.length === 0) continue
    const kept = keep === undefined ? violations : keptBy(keep, active.control, violations)
    if (kept.length === 0) continue
    results ??= []
    results.push(resultOf(active, kept, pod))
  }
  return results === undefined ? allowed : forbidden(results)
}

function keptBy(
  keep: Keep,
  control: Control,
  violations: readonly Violation[],
): readonly Violation[] {
  return violations.filter((violation) => keep(foundBy(control, violation)))
}

function foundBy({ id, level }: Control, violation: Violation): Found {
  const { part, found } = violation
  return {
    control: id,
    level,
    path: pathOf(violation),
    part: { kind: part.kind, name: nameOfPart(part) },
    found,
  }
}

/** Findings cost three times what the verdict and its texts do, and most callers want these alone. */
function resultOf(
  { control, form: { check } }: ActiveControl,
  violations: readonly Violation[],
  pod: Pod,
): ControlResult {
  const { reason, detail } = check.describe(violations)
  return {
    control: control.id,
    level: control.level,
    reason,
    detail,
    get findings() {
      return violations
        .slice(0, mostFindings)
        .map((violation) => ({ ...foundBy(control, violation), ...check.remedy(violation, pod) }))
    },
  }
}

/** https://github.com/kubernetes/kubernetes/blob/v1.37.0/staging/src/k8s.io/pod-security-admission/policy/checks.go#L127 */
function forbidden(results: readonly ControlResult[]): Evaluation {
  return {
    allowed: false,
    results,
    reason: results.map(({ reason }) => reason).join(', '),
    detail: results
      .map(({ reason, detail }) => (detail === '' ? reason : `${reason} (${detail})`))
      .join(', '),
  }
}
