import type {
  Decision,
  DecisionRecord,
  Finding,
  Meeting,
  PolicyRecord,
  Problem,
} from '../../core/index.ts'
import type { Verdict } from '../report.ts'

/** What `sallyport explain` answers, and what `--output json` prints. Every field is always there. */
export interface ExplainReport {
  /** That of sallyport. */
  readonly version: string
  /** The time of the requests, RFC 3339. */
  readonly time: string
  /** The name that `--policy` narrowed the records to; null where all are there. */
  readonly policy: string | null
  /** What is odd about the policies and the context. */
  readonly problems: readonly Problem[]
  /** What was taken for granted, a sentence each. */
  readonly notes: readonly string[]
  /** One for each object or review, in their order. */
  readonly explanations: readonly Explanation[]
}

/** How an object, or a review, came by its verdict. */
export interface Explanation {
  readonly source: string
  /** Which document of the source, from 0; of a review, which review. */
  readonly document: number | null
  readonly line: number | null
  readonly apiVersion: string
  readonly kind: string
  readonly namespace: string
  /** Empty where the API server would generate it. */
  readonly name: string
  readonly verdict: Verdict
  /** Why it came to no door, or what is odd about it. */
  readonly problems: readonly Problem[]
  /** Every request that came to a door: the object's, then those of the objects that controllers create of it. */
  readonly doors: readonly DoorReport[]
}

/** The record of one request at one door. */
export interface DoorReport extends Pick<DecisionRecord, 'request'> {
  /** Whether a controller sends it because of the object. */
  readonly isCreated: boolean
  readonly decision: DecisionReport
  readonly policies: readonly PolicyReport[]
}

/** What the one who sent the request is told. */
export interface DecisionReport
  extends Pick<Decision, 'allowed' | 'id' | 'warnings' | 'auditAnnotations' | 'applied'> {
  /** Null where it is allowed. */
  readonly message: string | null
  readonly reason: string | null
  readonly code: number | null
}

export interface PolicyReport extends Omit<PolicyRecord, 'meetings'> {
  readonly meetings: readonly MeetingReport[]
}

export interface MeetingReport extends Omit<Meeting, 'findings'> {
  readonly findings: readonly FindingReport[]
}

/** One thing that a policy says. */
export interface FindingReport
  extends Pick<Finding, 'effect' | 'cause' | 'message' | 'reason' | 'code'> {
  readonly validation: number | null
  readonly validationName: string | null
  /** The field that is meant; empty where it is the object as a whole. */
  readonly path: string
  /** An exemption that would have freed from it, and why it does not. */
  readonly exemptionNote: string | null
  readonly enforceFrom: string | null
}
