import type {
  AuditAnnotationRecord,
  Budget,
  ConditionRecord,
  ControlRecord,
  ExemptionRecord,
  FieldChange,
  Mismatch,
  MutationRecord,
  Outcome,
  PodSecurityRecord,
  RecordedBinding,
  RecordedParams,
  RecordedRequest,
  RecordedSubject,
  ValidationRecord,
  VariableRecord,
} from '../../core/index.ts'
import { verdicts } from '../report.ts'
import { patchOperation, problemShape } from '../report-shape.ts'
import {
  allOf,
  flag,
  integer,
  integerOrNull,
  listOf,
  orNull,
  text,
  textOrNull,
  texts,
} from '../shapes.ts'
import type {
  DecisionReport,
  DoorReport,
  ExplainReport,
  Explanation,
  FindingReport,
  MeetingReport,
  PolicyReport,
} from './explain-report.ts'
import { any, expression, oneOf, place } from './expression-shape.ts'

const outcomes: readonly Outcome[] = [
  'denied',
  'warned',
  'audited',
  'exempted',
  'ignored',
  'passed-over',
  'mutated',
  'unchanged',
  'passed',
  'no-match',
]

const outcome = oneOf(...outcomes)
const effect = oneOf('deny', 'warn', 'audit')
const operation = oneOf('CREATE', 'UPDATE', 'DELETE', 'CONNECT')

const request = allOf<RecordedRequest>({
  uid: text,
  door: oneOf('validate', 'mutate'),
  operation,
  kind: allOf<RecordedRequest['kind']>({ group: text, version: text, kind: text }),
  resource: text,
  namespace: text,
  name: text,
  user: text,
  groups: texts,
  dryRun: flag,
})

const decision = allOf<DecisionReport>({
  allowed: flag,
  id: text,
  message: textOrNull,
  reason: textOrNull,
  code: integerOrNull,
  warnings: texts,
  auditAnnotations: { type: 'map', of: text },
  applied: texts,
})

const mismatch = allOf<Mismatch>({
  of: oneOf('policy', 'binding'),
  part: text,
  field: text,
  wanted: text,
  found: text,
})

const validation = allOf<ValidationRecord>({
  index: integer,
  name: textOrNull,
  verdict: oneOf('holds', 'fails', 'error', 'not-evaluated'),
  expression,
  message: textOrNull,
  messageExpression: orNull(expression),
  effects: listOf(effect),
  path: text,
  exemptedBy: textOrNull,
})

const podSecurity = allOf<PodSecurityRecord>({
  level: text,
  version: text,
  controls: listOf(
    allOf<ControlRecord>({
      control: text,
      verdict: oneOf('allows', 'forbids'),
      message: textOrNull,
      path: text,
      found: any,
      allowed: texts,
      suggestion: listOf(patchOperation),
      effects: listOf(effect),
      exemptedBy: textOrNull,
    }),
  ),
})

const mutation = allOf<MutationRecord>({
  index: integer,
  patchType: oneOf('ApplyConfiguration', 'JSONPatch'),
  verdict: oneOf('changed', 'unchanged', 'error', 'not-evaluated'),
  expression,
  error: textOrNull,
  changes: listOf(
    allOf<FieldChange>({
      path: text,
      op: oneOf('add', 'remove', 'replace'),
      before: any,
      after: any,
    }),
  ),
})

const exemption = allOf<ExemptionRecord>({
  exemption: text,
  place,
  answer: oneOf('frees', 'idle', 'other'),
  why: textOrNull,
  expires: text,
  reason: text,
  requestedBy: textOrNull,
})

const finding = allOf<FindingReport>({
  validation: integerOrNull,
  validationName: textOrNull,
  effect,
  cause: oneOf('violation', 'error'),
  message: text,
  reason: text,
  code: integer,
  path: text,
  exemptionNote: textOrNull,
  enforceFrom: textOrNull,
})

const meeting = allOf<MeetingReport>({
  round: integer,
  subject: allOf<RecordedSubject>({
    kind: oneOf('request', 'other-version', 'pod-template'),
    apiVersion: text,
    objectKind: text,
    operation,
    path: text,
  }),
  binding: orNull(allOf<RecordedBinding>({ kind: text, name: text, actions: texts, place })),
  params: orNull(
    allOf<RecordedParams>({
      source: oneOf('inline', 'object', 'none-found', 'none'),
      apiVersion: text,
      kind: text,
      namespace: text,
      name: text,
      selector: text,
      notFoundAction: orNull(oneOf('Allow', 'Deny')),
    }),
  ),
  outcome,
  why: textOrNull,
  mismatches: listOf(mismatch),
  matchConditions: listOf(allOf<ConditionRecord>({ name: text, expression })),
  variables: listOf(allOf<VariableRecord>({ name: text, expression })),
  validations: listOf(validation),
  podSecurity: orNull(podSecurity),
  auditAnnotations: listOf(allOf<AuditAnnotationRecord>({ key: text, expression })),
  mutations: listOf(mutation),
  exemptions: listOf(exemption),
  budgets: listOf(
    allOf<Budget>({
      of: oneOf('matchConditions', 'validations', 'auditAnnotations', 'mutation'),
      spent: integer,
      limit: integer,
    }),
  ),
  findings: listOf(finding),
})

const policy = allOf<PolicyReport>({
  kind: text,
  name: text,
  place,
  failurePolicy: orNull(oneOf('Fail', 'Ignore')),
  outcome,
  why: textOrNull,
  isConsidered: flag,
  mismatches: listOf(mismatch),
  cost: integer,
  microseconds: integerOrNull,
  meetings: listOf(meeting),
})

const door = allOf<DoorReport>({ isCreated: flag, request, decision, policies: listOf(policy) })

/** What `sallyport explain --output json` prints. */
export const explainReportShape = allOf<ExplainReport>({
  version: text,
  time: text,
  policy: textOrNull,
  problems: listOf(problemShape),
  notes: texts,
  explanations: listOf(
    allOf<Explanation>({
      source: text,
      document: integerOrNull,
      line: integerOrNull,
      apiVersion: text,
      kind: text,
      namespace: text,
      name: text,
      verdict: { type: 'string', oneOf: verdicts },
      problems: listOf(problemShape),
      doors: listOf(door),
    }),
  ),
})
