import type {
  CreatedKind,
  ExpressionPart,
  JsonValue,
  Operation,
  PatchOperation,
  Problem,
} from '../core/index.ts'

/** The worst that was said of a manifest; `error`: it could not be judged. */
export type Verdict = (typeof verdicts)[number]

export const verdicts = ['pass', 'warn', 'deny', 'error'] as const

/** From which effect on something that is said of a manifest is a violation. */
export type FailOn = (typeof failOns)[number]

export const failOns = ['deny', 'warn', 'audit'] as const

/** Where something stands in a policy file: `path` as `printPath` prints it, lines and columns from 1, null where unknown. */
export interface PolicyPosition {
  readonly source: string
  readonly path: string
  readonly line: number | null
  readonly column: number | null
}

/**
 * Whether something is about the manifest itself, or about what controllers will create because of it: the Pods of a Deployment,
 * and the ReplicaSet that is between. Their fields stand at the place of the template in the manifest.
 */
interface OfObject {
  /** `Pod`, `ReplicaSet` or `Job`: the kind of what a controller creates; null where it is about the manifest itself. */
  readonly createdKind: CreatedKind | null
}

/** One thing that a policy said of a manifest, or of what a controller creates because of it. */
export interface TestFinding extends OfObject {
  /** `ValidatingRule`, `NamespacedMutatingRule`, `ValidatingAdmissionPolicy`, … */
  readonly policyKind: string
  readonly policy: string
  readonly binding: string
  /** Index of the validation (or mutation) in its policy; null where the policy as a whole speaks. */
  readonly validation: number | null
  /** The name of that validation, where it has one. */
  readonly validationName: string | null
  readonly effect: 'deny' | 'warn' | 'audit'
  /** `violation`: the expression said no; `error`: it could not be evaluated and the failure policy decided. */
  readonly cause: 'violation' | 'error'
  readonly message: string
  readonly reason: string
  /** The field of the object, after the mutations, that is meant; empty where it is the object as a whole. */
  readonly path: string
  /** Where that stands in the manifest: what a mutation added stands where its nearest written ancestor does. */
  readonly line: number | null
  readonly column: number | null
  /** Where it ends: behind its last character. */
  readonly endLine: number | null
  readonly endColumn: number | null
  /** The line of the manifest with a caret under the place. */
  readonly excerpt: string | null
  readonly expression: string | null
  /** The parts of the expression that explain it, with the values that they had; nothing for what goes to the audit log only. */
  readonly parts: readonly ExpressionPart[]
  /** The date from which on this will refuse, where it only warns until then. */
  readonly enforceFrom: string | null
  readonly policySource: PolicyPosition | null
  /** An exemption that would have freed from it, and why it does not. */
  readonly exemptionNote: string | null
  /** Where a control of the Pod Security Standards speaks; null where none does. */
  readonly podSecurity: ControlReport | null
}

/** What a control found, and what would satisfy it. */
interface ControlReport {
  readonly level: string
  readonly version: string
  readonly control: string
  /** The value at the path; null where there is none. */
  readonly found: JsonValue
  /** JSON texts, `undefined` for absence, `*` for any text, or words. */
  readonly allowed: readonly string[]
  /** A JSON Patch of the object, as it is after the mutations, that is enough; of a created one at the place of its template. */
  readonly suggestion: readonly PatchOperation[]
}

/** Something that a policy would have said or done, had an exemption not freed from it. */
export interface TestExemption extends OfObject {
  /** `NAMESPACE/NAME`. */
  readonly exemption: string
  readonly policyKind: string
  readonly policy: string
  /** Index and name of the validation, null where it is not about one. */
  readonly validation: number | null
  readonly validationName: string | null
  /** The Pod Security control; null where it is not about one. */
  readonly control: string | null
  /** What would have been said; of mutations, that they are left out. */
  readonly message: string
  readonly expires: string
  readonly reason: string
  readonly requestedBy: string | null
}

/** Something that only a cluster knows, or the context if it had the object that decides it. */
export interface LeftOut extends OfObject {
  /** Where it would stand in the object. */
  readonly path: string
  readonly what: string
  readonly why: string
  /** What stands there instead: nothing, a value that merely stands for it, or the value that most clusters would have. */
  readonly substitute: 'nothing' | 'placeholder' | 'assumption'
  /** The kind of object that decides it; null where none does. */
  readonly decidedBy: string | null
}

/** What a mutating policy would change in the text as the user wrote it; what API servers add themselves is not in it. */
export interface TestMutation {
  readonly policy: string
  readonly binding: string
  /** A unified diff; each goes out from the text that the one before leaves. */
  readonly diff: string
}

/** What a policy says of itself, in its annotations `sallyport.dev/…`; null where it does not. */
export interface PolicyDescription {
  readonly kind: string
  readonly name: string
  readonly source: string
  readonly title: string | null
  readonly description: string | null
  readonly category: string | null
  readonly severity: string | null
  readonly remedy: string | null
}

/** A mutation that took part, and the fields that it set. */
export interface TestChange extends OfObject {
  readonly policy: string
  readonly binding: string
  readonly paths: readonly string[]
}

/** A policy that is made for the kind of object but left this one, and why. */
export interface TestSkip extends OfObject {
  readonly policy: string
  readonly binding: string
  readonly why: string
  /** The apiVersion in which the policy wants the object, and into which only a cluster converts it. */
  readonly unconverted: string | null
}

/** What became of one document. */
export interface TestResult {
  readonly source: string
  /** Which document of the source, from 0; items of a `kind: List` count on. Null where the text could not be split. */
  readonly document: number | null
  /** Where the object starts; null where nothing is said of it, and so nobody has to go there. */
  readonly line: number | null
  readonly apiVersion: string
  readonly kind: string
  /** Empty for cluster-scoped objects. */
  readonly namespace: string
  /** Empty where the API server would generate it. */
  readonly name: string
  /** How it was sent; null where it could not be. */
  readonly operation: Exclude<Operation, 'CONNECT'> | null
  /** `deny` also where it is let in and its Pods are refused. */
  readonly verdict: Verdict
  readonly findings: readonly TestFinding[]
  readonly changes: readonly TestChange[]
  /** Null where they were not asked for. */
  readonly mutations: readonly TestMutation[] | null
  /** What exemptions freed the object from. */
  readonly exemptions: readonly TestExemption[]
  /** Policies that judged or changed the object or what comes of it, each once; empty where no policy matched. */
  readonly applied: readonly string[]
  readonly skipped: readonly TestSkip[]
  /** Why it could not be judged (`error`), or what is odd about the text. */
  readonly problems: readonly Problem[]
  /** What is not as it would be in a cluster, because only a cluster knows it; not said of what is `--raw`. */
  readonly leftOut: readonly LeftOut[]
  /** Whether the kind's fields are known; an object of another kind is judged as it is written. */
  readonly isKnownKind: boolean
}

/** `Pod shop/web`, as people name an object, in one line; a name that the API server would make is said to be one. */
export function titleOf({ kind, namespace, name }: TestResult): string {
  const title =
    namespace === ''
      ? `${kind} ${name}`
      : `${kind} ${namespace}/${name === '' ? '(generated name)' : name}`
  return title.trim().replaceAll(/[\r\n]+/g, ' ')
}

/** `deploy/web.yaml:1 Deployment shop/web`: where an object stands, and its name. */
export function placeOf(result: TestResult): string {
  const { source, line } = result
  return `${line === null ? source : `${source}:${line}`} ${titleOf(result)}`
}

/** Counts of results by verdict, and how many of them no policy matched: nothing was tested there. */
export interface TestSummary {
  readonly manifests: number
  readonly pass: number
  readonly warn: number
  readonly deny: number
  readonly error: number
  readonly unmatched: number
}

/** What `sallyport test` answers, and what `--output json` prints. Every field is always there. */
export interface TestReport {
  readonly summary: TestSummary
  /** That of sallyport. */
  readonly version: string
  /** The time of the requests, RFC 3339. */
  readonly time: string
  /** Which effects count as violations. */
  readonly failOn: FailOn
  /** Those that were there to judge, in their order. */
  readonly policies: readonly PolicyDescription[]
  /** What is odd about the policies and the context. */
  readonly problems: readonly Problem[]
  /** What was taken for granted, a sentence each. */
  readonly notes: readonly string[]
  /** In the order of the paths, and within a text of its documents. */
  readonly results: readonly TestResult[]
}

/** The report of results. */
export function reportOf(
  results: readonly TestResult[],
  { version, time, failOn, policies, problems, notes }: Omit<TestReport, 'summary' | 'results'>,
): TestReport {
  const counts = verdicts.map((verdict) => [
    verdict,
    results.filter((result) => result.verdict === verdict).length,
  ])
  return {
    summary: {
      manifests: results.length,
      ...Object.fromEntries(counts),
      unmatched: results.filter(isUnmatched).length,
    } as TestSummary,
    version,
    time,
    failOn,
    policies,
    problems,
    notes,
    results,
  }
}

/** Whether what has that effect counts as a violation. */
export function isViolation({ effect }: Pick<TestFinding, 'effect'>, failOn: FailOn): boolean {
  return failOns.indexOf(effect) <= failOns.indexOf(failOn)
}

/** Whether something that is said of a manifest counts as a violation; of what is odd the API server would warn. */
export function isViolated({ verdict, findings }: TestResult, failOn: FailOn): boolean {
  return (
    (verdict === 'warn' && failOn !== 'deny') ||
    findings.some((finding) => isViolation(finding, failOn))
  )
}

/** Whether a finding is told where only what matters is: what is for the audit log only where it is a violation. */
export function isTold({ effect }: TestFinding, failOn: FailOn): boolean {
  return effect !== 'audit' || failOn === 'audit'
}

/** Whether no policy matched an object that could be judged. */
export function isUnmatched({ applied, verdict }: TestResult): boolean {
  return applied.length === 0 && verdict !== 'error'
}

/** The summary as a line: `412 manifests: 300 pass, 12 warn, 100 deny; no policy matched 7`. */
export function summaryLine(summary: TestSummary): string {
  const counts = verdicts
    .filter((verdict) => summary[verdict] > 0)
    .map((verdict) => `${summary[verdict]} ${verdict}`)
  const noun = summary.manifests === 1 ? 'manifest' : 'manifests'
  const judged = counts.length === 0 ? 'nothing to judge' : counts.join(', ')
  const unmatched = summary.unmatched === 0 ? '' : `; no policy matched ${summary.unmatched}`
  return `${summary.manifests} ${noun}: ${judged}${unmatched}`
}
