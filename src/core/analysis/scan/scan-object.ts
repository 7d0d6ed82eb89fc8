import type { Decision, ExemptionUse, Finding } from '../../admission/decision.ts'
import { requestFor } from '../../admission/request-for.ts'
import { storableMessages } from '../../admission/storable-message.ts'
import { admit } from '../../engine/admit.ts'
import type { Facts, Question } from '../../engine/facts.ts'
import type { Snapshot } from '../../engine/snapshot.ts'
import type { JsonObject } from '../../source/json-value.ts'

/** What a scan may say, the worst first. */
export const scanOutcomes = ['fail', 'error', 'warn', 'skip'] as const

/** What one rule of a policy says of a stored object. */
export interface ScanResult {
  readonly policyKind: string
  readonly policy: string
  /** The validation's name or index, or the control; empty where the whole policy speaks. */
  readonly rule: string
  /** `fail`: it would be refused; `warn`: only warned or audited; `error`: it cannot be evaluated; `skip`: an exemption frees from it. */
  readonly result: (typeof scanOutcomes)[number]
  /** Without what no more people should see than may read the object. */
  readonly message: string
}

export type Scanned =
  | { readonly kind: 'questions'; readonly questions: readonly Question[] }
  | { readonly kind: 'results'; readonly results: readonly ScanResult[] }

/** Nobody sends the request. */
const uid = '00000000-0000-0000-0000-000000000000'

/** What the policies say of an object as it is stored, one result for each rule; of what they let pass nothing. */
export function scanObject(object: JsonObject, snapshot: Snapshot, facts: Facts): Scanned {
  const request = requestFor(object, { door: 'validate', uid, kinds: snapshot.kinds })
  const answer = admit(request, snapshot, facts, () => false)
  if (answer.kind === 'questions') return answer
  const storable = storableMessages(request)
  const results = resultsOf(answer.decision).map((one) => ({
    ...one,
    message: storable(one.message),
  }))
  return { kind: 'results', results }
}

function resultsOf({ findings, exemptions }: Decision): readonly ScanResult[] {
  const strongest = new Map<string, ScanResult>()
  for (const result of [...findings.map(ofFinding), ...exemptions.map(ofExemption)]) {
    const key = `${result.policyKind} ${result.policy} ${result.rule}`
    const other = strongest.get(key)
    if (other === undefined || rank(result) < rank(other)) strongest.set(key, result)
  }
  return [...strongest.values()]
}

function rank({ result }: ScanResult): number {
  return scanOutcomes.indexOf(result)
}

function ofFinding(finding: Finding): ScanResult {
  const { policyKind, policy, effect, cause, message } = finding
  const violation = effect === 'deny' ? 'fail' : 'warn'
  const rule = ruleOf(finding, finding.podSecurity?.control)
  return { policyKind, policy, rule, result: cause === 'error' ? 'error' : violation, message }
}

function ofExemption(use: ExemptionUse): ScanResult {
  const { policyKind, policy, exemption, expires, message } = use
  const said = `exempt by ${exemption} until ${expires}: ${message}`
  return { policyKind, policy, rule: ruleOf(use, use.control), result: 'skip', message: said }
}

function ruleOf(
  { index, validation }: Pick<Finding, 'index' | 'validation'>,
  control: string | undefined,
): string {
  return control ?? validation ?? (index === undefined ? '' : `validations[${index}]`)
}
