import type { Change, Decision, ExemptionUse, Finding, Status } from '../admission/decision.ts'
import type { PatchOperation } from '../admission/patch-operation.ts'
import type { Request } from '../admission/request.ts'
import { printGoJson } from '../source/go-json.ts'
import { printPath } from '../source/path.ts'
import { auditValue } from '../validation/audit-value.ts'
import { annotationKey } from './annotation-key.ts'
import { findingText, warningText } from './finding.ts'
import type { Verdict } from './verdict.ts'
import { fitWarnings } from './warnings.ts'

const firstLineLimit = 256

/** The decision that the verdict of a door amounts to. */
export function combine(
  request: Request,
  verdict: Verdict,
  patch: readonly PatchOperation[] = [],
): Decision {
  const id = request.uid.slice(0, 8)
  if (isSilent(verdict) && patch.length === 0) return plainAllow(id, verdict)
  const denials = verdict.findings.filter(({ effect }) => effect === 'deny')
  const allowed = denials.length === 0
  return {
    allowed,
    isPlainAllow: false,
    id,
    status: allowed ? undefined : statusOf(denials, id),
    warnings: fitWarnings(
      verdict.findings.filter(({ effect }) => effect === 'warn').map(warningText),
    ),
    auditAnnotations: auditAnnotationsOf(verdict, id),
    patch: allowed ? patch : [],
    findings: verdict.findings,
    skips: verdict.skips,
    changes: allowed ? verdict.changes : [],
    exemptions: verdict.exemptions,
    applied: verdict.applied,
  }
}

function isSilent({ findings, auditAnnotations, changes, exemptions }: Verdict): boolean {
  return (
    findings.length === 0 &&
    auditAnnotations.length === 0 &&
    changes.length === 0 &&
    exemptions.length === 0
  )
}

function plainAllow(id: string, { skips, applied }: Verdict): Decision {
  return {
    allowed: true,
    isPlainAllow: true,
    id,
    status: undefined,
    warnings: nothing,
    auditAnnotations: none,
    patch: nothing,
    findings: nothing,
    skips,
    changes: nothing,
    exemptions: nothing,
    applied,
  }
}

const nothing: readonly never[] = []

/**
 * All reasons, one a line, the first line within 256 characters, the decision's id at the end. Of Kubernetes' own kinds
 * only the first denial speaks, as in the API server.
 */
function statusOf(denials: readonly Finding[], id: string): Status {
  const [first] = denials
  const spoken = denials.filter(
    (finding) => !isAdmissionPolicy(finding) || finding === denials.find(isAdmissionPolicy),
  )
  const texts = [...new Set(spoken.map(findingText))]
  const [head = '', ...rest] = texts
  const suffix = ` (decision ${id})`
  const lines =
    rest.length === 0 && head.length + suffix.length <= firstLineLimit
      ? [head]
      : head.length <= firstLineLimit
        ? [head, ...rest]
        : [shortened(head), ...texts]
  return {
    message: `${lines.join('\n')}${suffix}`,
    reason: first?.reason ?? 'Forbidden',
    code: first?.code ?? 403,
  }
}

function isAdmissionPolicy({ policyKind }: Finding): boolean {
  return policyKind.endsWith('AdmissionPolicy')
}

function shortened(text: string): string {
  const cut = text.slice(0, firstLineLimit - 1)
  const space = cut.lastIndexOf(' ')
  return `${space > firstLineLimit / 2 ? cut.slice(0, space) : cut}…`
}

function auditAnnotationsOf(verdict: Verdict, id: string): Readonly<Record<string, string>> {
  const { changes, exemptions } = verdict
  const entries = policyAnnotations(verdict)
  const audited = verdict.findings.filter(({ effect }) => effect === 'audit')
  if (audited.length > 0) entries.push(['validation_failure', validationFailures(verdict.findings)])
  if (changes.length > 0) entries.push(['changed', auditValue(changes.map(changeText).join('; '))])
  if (exemptions.length > 0) entries.push(['exempted-by', exemptionTexts(exemptions).join('; ')])
  if (entries.length === 0) return none
  entries.push(['decision-id', id])
  return Object.fromEntries(entries)
}

/**
 * The values that bindings and params gave an annotation, each once.
 * https://github.com/kubernetes/apiserver/blob/v0.37.0/pkg/admission/plugin/policy/validating/dispatcher.go (auditAnnotationCollector)
 */
function policyAnnotations({ auditAnnotations }: Verdict): [string, string][] {
  const [first] = auditAnnotations
  if (first !== undefined && auditAnnotations.length === 1) {
    return [[annotationKey(first.policy, first.key), first.value]]
  }
  const values = new Map<string, Set<string>>()
  for (const { policy, key, value } of auditAnnotations) {
    const name = annotationKey(policy, key)
    values.set(name, (values.get(name) ?? new Set()).add(value))
  }
  return [...values].map(([name, given]) => [name, [...given].join(', ')])
}

const none: Readonly<Record<string, string>> = {}
const maxFailures = 50

/** The list that the API server writes under `validation.policy.admission.k8s.io/validation_failure`. */
function validationFailures(findings: readonly Finding[]): string {
  const audited = findings.filter(({ effect }) => effect === 'audit').slice(0, maxFailures)
  return printGoJson(
    audited.map((finding) => ({
      message: finding.message,
      policy: finding.policy,
      binding: finding.binding,
      expressionIndex: finding.index ?? 0,
      ...(finding.validation === undefined ? {} : { validation: finding.validation }),
      validationActions: actionsOf(finding, findings),
    })),
  )
}

const actionNames = { deny: 'Deny', warn: 'Warn', audit: 'Audit' } as const

/** In the binding's order; several params may have said the same. */
function actionsOf(finding: Finding, findings: readonly Finding[]): readonly string[] {
  const same = findings.filter(
    ({ policyKind, policy, binding, index, message }) =>
      policyKind === finding.policyKind &&
      policy === finding.policy &&
      binding === finding.binding &&
      index === finding.index &&
      message === finding.message,
  )
  return [...new Set(same.map(({ effect }) => actionNames[effect]))]
}

function changeText({ policy, paths }: Change): string {
  return `${policy}: ${paths.map(printPath).join(', ')}`
}

/** `sallyport/legacy until 2026-12-31: owner-label, restricted/hostPorts`, a text for each exemption. */
function exemptionTexts(uses: readonly ExemptionUse[]): readonly string[] {
  const parts = new Map<string, string[]>()
  for (const use of uses) {
    const { exemption, expires, policy, validation, control } = use
    const by = `${exemption} until ${expires}`
    const part = [policy, validation ?? control].filter((name) => name !== undefined).join('/')
    const others = parts.get(by) ?? []
    if (!others.includes(part)) parts.set(by, [...others, part])
  }
  return [...parts].map(([by, names]) => `${by}: ${names.join(', ')}`)
}
