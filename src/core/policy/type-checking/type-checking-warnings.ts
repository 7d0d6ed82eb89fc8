import type { KubernetesVersion } from '../../kubernetes/version.ts'
import { printPath } from '../../source/path.ts'
import type { ExpressionText, Policy } from '../model.ts'
import type { DeclaredKinds } from './declared-kinds.ts'
import { printKind } from './kinds-to-check.ts'
import { type TypeIssues, typeCheck } from './type-check.ts'

/** `ExpressionWarning` of admissionregistration.k8s.io. */
export interface ExpressionWarning {
  readonly fieldRef: string
  readonly warning: string
}

/**
 * The warnings that a cluster writes into `status.typeChecking` of a ValidatingAdmissionPolicy, letter by letter but for
 * the numbers in the names of types, which come from the clock.
 */
export function typeCheckingWarnings(
  policy: Policy,
  kinds: DeclaredKinds,
  kubernetesVersion: KubernetesVersion,
): readonly ExpressionWarning[] {
  const context = { kinds, kubernetesVersion, hasRequestResource: false }
  const issues = new Map<ExpressionText, TypeIssues[]>()
  for (const issue of typeCheck(policy, context)) {
    issues.set(issue.expression, [...(issues.get(issue.expression) ?? []), issue])
  }
  return [...issues].map(([{ place }, ofKinds]) => ({
    fieldRef: printPath(place.path),
    warning: ofKinds.map(({ kind, message }) => `${printKind(kind)}: ${message}\n`).join('\n'),
  }))
}
