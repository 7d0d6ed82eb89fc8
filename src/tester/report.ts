import type { JsonValue, PatchOperation, Problem } from '../core/index.ts'

/** The worst that was said of a manifest; `error`: it could not be judged. */
export type Verdict = 'pass' | 'warn' | 'deny' | 'error'

/** Where something stands in a policy file: `path` as `printPath` prints it, lines and columns from 1, null where unknown. */
export interface PolicyPosition {
  readonly source: string
  readonly path: string
  readonly line: number | null
  readonly column: number | null
}

/** One thing that a policy said of a manifest. */
export interface TestFinding {
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
  /** The line of the manifest with a caret under the place. */
  readonly excerpt: string | null
  readonly expression: string | null
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
  /** A JSON Patch of the object, as it is after the mutations, that is enough. */
  readonly suggestion: readonly PatchOperation[]
}

/** Something that a policy would have said or done, had an exemption not freed from it. */
export interface TestExemption {
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
export interface LeftOut {
  /** Where it would stand in the object. */
  readonly path: string
  readonly what: string
  readonly why: string
  /** What stands there instead: nothing, a value that merely stands for it, or the value that most clusters would have. */
  readonly substitute: 'nothing' | 'placeholder' | 'assumption'
  /** The kind of object that decides it; null where none does. */
  readonly decidedBy: string | null
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
  readonly verdict: Verdict
  readonly findings: readonly TestFinding[]
  /** Mutations that took part, and the fields that they set. */
  readonly changes: readonly {
    readonly policy: string
    readonly binding: string
    readonly paths: readonly string[]
  }[]
  /** What exemptions freed the object from. */
  readonly exemptions: readonly TestExemption[]
  /** Policies that judged or changed the object. */
  readonly applied: readonly string[]
  /** Policies that are made for the kind of object but left this one, and why. */
  readonly skipped: readonly {
    readonly policy: string
    readonly binding: string
    readonly why: string
  }[]
  /** Why it could not be judged (`error`), or what is odd about the text. */
  readonly problems: readonly Problem[]
  /** What is not as it would be in a cluster, because only a cluster knows it; not said of what is `--raw`. */
  readonly leftOut: readonly LeftOut[]
  /** Whether the kind's fields are known; an object of another kind is judged as it is written. */
  readonly isKnownKind: boolean
}

/** `Pod shop/web`, as people name an object; a name that the API server would make is said to be one. */
export function titleOf({ kind, namespace, name }: TestResult): string {
  if (namespace === '') return `${kind} ${name}`.trim()
  return `${kind} ${namespace}/${name === '' ? '(generated name)' : name}`
}

/** Counts of results by verdict. */
export interface TestSummary {
  readonly manifests: number
  readonly pass: number
  readonly warn: number
  readonly deny: number
  readonly error: number
}

/** What `sallyport test` answers, and what `--output json` prints. Every field is always there. */
export interface TestReport {
  readonly summary: TestSummary
  /** What is odd about the policies and the context. */
  readonly problems: readonly Problem[]
  /** What was taken for granted, a sentence each. */
  readonly notes: readonly string[]
  /** In the order of the paths, and within a text of its documents. */
  readonly results: readonly TestResult[]
}

const verdicts = ['pass', 'warn', 'deny', 'error'] as const

/** The report of results. */
export function reportOf(
  results: readonly TestResult[],
  { problems, notes }: Pick<TestReport, 'problems' | 'notes'>,
): TestReport {
  const counts = verdicts.map((verdict) => [
    verdict,
    results.filter((result) => result.verdict === verdict).length,
  ])
  return {
    summary: { manifests: results.length, ...Object.fromEntries(counts) } as TestSummary,
    problems,
    notes,
    results,
  }
}

/** The summary as a line: `412 manifests: 300 pass, 12 warn, 100 deny`. */
export function summaryLine(summary: TestSummary): string {
  const counts = verdicts
    .filter((verdict) => summary[verdict] > 0)
    .map((verdict) => `${summary[verdict]} ${verdict}`)
  const noun = summary.manifests === 1 ? 'manifest' : 'manifests'
  return `${summary.manifests} ${noun}: ${counts.length === 0 ? 'nothing to judge' : counts.join(', ')}`
}
