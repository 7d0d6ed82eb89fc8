import type { JsonObject } from '../source/json-value.ts'
import { type ActiveControl, activeControls } from './active-controls.ts'
import type { Control, Report, Violation } from './control.ts'
import type { LevelVersion } from './level-version.ts'
import { readPod } from './pod.ts'

/** A violation, and the control and level that it is one of. */
export interface Finding extends Violation {
  readonly control: string
  readonly level: Control['level']
}

/** A control that forbids the Pod. */
export interface ControlResult extends Report {
  readonly control: string
  readonly level: Control['level']
  readonly findings: readonly Finding[]
}

/** The verdict on a Pod, and Kubernetes' words for it: all reasons, and all reasons with their details. */
export interface Evaluation extends Report {
  readonly allowed: boolean
  /** The controls that forbid it, in the order of the texts. */
  readonly results: readonly ControlResult[]
}

/** Findings that it does not keep count for nothing, also in the texts. */
export type Keep = (finding: Finding) => boolean

const allowed: Evaluation = { allowed: true, results: [], reason: '', detail: '' }

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
    const result = resultOf(active, violations, keep)
    if (result === undefined) continue
    results ??= []
    results.push(result)
  }
  return results === undefined ? allowed : forbidden(results)
}

function resultOf(
  { control: { id, level }, form }: ActiveControl,
  violations: readonly Violation[],
  keep: Keep | undefined,
): ControlResult | undefined {
  const all = violations.map((violation) => findingOf(id, level, violation))
  const findings = keep === undefined ? all : all.filter(keep)
  if (findings.length === 0) return undefined
  return { control: id, level, ...form.check.describe(findings), findings }
}

/** Field by field: copying with a spread takes several times as long. */
function findingOf(control: string, level: Control['level'], violation: Violation): Finding {
  const { path, part, found, allowed, suggestion } = violation
  return { control, level, path, part, found, allowed, suggestion }
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
