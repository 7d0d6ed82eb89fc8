import type { ControlFinding, Finding, PolicyPlace } from '../admission/decision.ts'
import type { CompiledPolicy } from '../policy/compile-policy.ts'
import {
  type Binding,
  type ExpressionText,
  isKubernetesKind,
  type Place,
  type Policy,
} from '../policy/model.ts'
import { quoteForGo } from '../source/go-quote.ts'
import { type Path, printPath } from '../source/path.ts'
import { codeOf } from '../validation/reason.ts'
import type { Effect } from './effects.ts'

/** What a policy says; what is left out is not known or not about one expression. */
interface Said {
  readonly cause: Finding['cause']
  readonly message: string
  readonly index?: number | undefined
  readonly validation?: string | undefined
  readonly reason?: string | undefined
  readonly code?: number | undefined
  readonly expression?: ExpressionText | undefined
  readonly path?: Path | undefined
  readonly podSecurity?: ControlFinding | undefined
}

/** A finding of a policy, with the reason and code that its kind gives where the author gave none. */
export function findingOf(
  { policy }: CompiledPolicy,
  binding: Binding | undefined,
  { effect, enforceFrom }: Effect,
  said: Said,
): Finding {
  const reason = said.reason ?? (isKubernetesKind(policy) ? 'Invalid' : 'Forbidden')
  return {
    policyKind: policy.kind,
    policy: policy.name,
    binding: binding?.name ?? '',
    index: said.index,
    validation: said.validation,
    effect,
    cause: said.cause,
    message: said.message,
    reason,
    code: said.code ?? (policy.kind === 'MutatingAdmissionPolicy' ? 403 : codeOf(reason)),
    expression: said.expression?.text,
    path: said.path,
    ...(enforceFrom === undefined ? {} : { enforceFrom }),
    ...(said.podSecurity === undefined ? {} : { podSecurity: said.podSecurity }),
    policyPlace: placeOf(placeIn(policy, said)),
  }
}

/**
 * The finding as one reads it in a denial: the API server's sentence for its own kinds, and for ours the policy, the
 * field and what is wrong with it.
 */
export function findingText(finding: Finding): string {
  const { policyKind, policy, binding, message, told } = finding
  if (told !== undefined) return told
  switch (policyKind as Policy['kind']) {
    case 'ValidatingAdmissionPolicy':
      return binding === ''
        ? `ValidatingAdmissionPolicy '${policy}' denied request: ${message}`
        : `ValidatingAdmissionPolicy '${policy}' with binding '${binding}' denied request: ${message}`
    case 'MutatingAdmissionPolicy':
      if (finding.reason === 'InternalError') return message
      return binding === ''
        ? `policy ${quoteForGo(policy)} denied request: ${message}`
        : `policy '${policy}' with binding '${binding}' denied request: ${message}`
    default:
      return `${policy}: ${withPath(finding)}${noteOf(finding)}`
  }
}

/** The finding as a warning. */
export function warningText(finding: Finding): string {
  const { policyKind, policy, binding, message, told } = finding
  if (told !== undefined) return told
  return policyKind === 'ValidatingAdmissionPolicy'
    ? `Validation failed for ValidatingAdmissionPolicy '${policy}' with binding '${binding}': ${message}`
    : `${policy}: ${withPath(finding)}${from(finding)}${noteOf(finding)}`
}

function from({ enforceFrom }: Finding): string {
  return enforceFrom === undefined ? '' : ` (enforced from ${enforceFrom})`
}

function withPath({ path, message }: Finding): string {
  const field = path === undefined || path.length === 0 ? '' : printPath(path)
  return field === '' || message.includes(field) ? message : `${field}: ${message}`
}

function noteOf({ exemptionNote }: Finding): string {
  return exemptionNote === undefined ? '' : ` (${exemptionNote})`
}

/** What is meant: the expression, the level, or the policy as a whole. */
function placeIn(policy: Policy, { expression, podSecurity }: Said): Place {
  if (expression !== undefined) return expression.place
  return (podSecurity && policy.podSecurity?.place) ?? policy.place
}

/** A place as it is shown. */
export function placeOf({ document, path }: Place): PolicyPlace {
  const range = document.locate(path)
  return {
    source: document.source,
    path: printPath(path),
    ...(range === undefined ? {} : { range }),
  }
}
