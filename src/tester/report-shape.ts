import type { ExpressionPart, Problem, Shape } from '../core/index.ts'
import {
  failOns,
  type LeftOut,
  type PolicyDescription,
  type PolicyPosition,
  type TestChange,
  type TestExemption,
  type TestFinding,
  type TestMutation,
  type TestReport,
  type TestResult,
  type TestSkip,
  type TestSummary,
  verdicts,
} from './report.ts'
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
} from './shapes.ts'

const policyPosition = allOf<PolicyPosition>({
  source: text,
  path: text,
  line: integerOrNull,
  column: integerOrNull,
})

export const patchOperation: Shape = {
  type: 'object',
  required: ['op', 'path'],
  fields: { op: text, path: text, from: text, value: { type: 'any' } },
}

const control = allOf<NonNullable<TestFinding['podSecurity']>>({
  level: text,
  version: text,
  control: text,
  found: orNull({ type: 'any' }),
  allowed: texts,
  suggestion: listOf(patchOperation),
})

/** Of what is not about the manifest's own object. */
const createdKind = orNull({ type: 'string', oneOf: ['Pod', 'ReplicaSet', 'Job'] })

const finding = allOf<TestFinding>({
  createdKind,
  policyKind: text,
  policy: text,
  binding: text,
  validation: integerOrNull,
  validationName: textOrNull,
  effect: { type: 'string', oneOf: failOns },
  cause: { type: 'string', oneOf: ['violation', 'error'] },
  message: text,
  reason: text,
  path: text,
  line: integerOrNull,
  column: integerOrNull,
  endLine: integerOrNull,
  endColumn: integerOrNull,
  excerpt: textOrNull,
  expression: textOrNull,
  parts: listOf(allOf<ExpressionPart>({ text, value: text })),
  enforceFrom: textOrNull,
  policySource: orNull(policyPosition),
  exemptionNote: textOrNull,
  podSecurity: orNull(control),
})

const exemption = allOf<TestExemption>({
  createdKind,
  exemption: text,
  policyKind: text,
  policy: text,
  validation: integerOrNull,
  validationName: textOrNull,
  control: textOrNull,
  message: text,
  expires: text,
  reason: text,
  requestedBy: textOrNull,
})

const problemFields: Readonly<Record<keyof Problem, Shape>> = {
  code: text,
  severity: { type: 'string', oneOf: ['error', 'warning'] },
  message: text,
  source: text,
  path: text,
  line: integer,
  column: integer,
  excerpt: text,
  found: text,
  expected: text,
  remedy: text,
}

/** A problem has the fields that it has something to say of. */
export const problemShape: Shape = {
  type: 'object',
  required: ['code', 'severity', 'message', 'source'],
  fields: problemFields,
}

const leftOut = allOf<LeftOut>({
  createdKind,
  path: text,
  what: text,
  why: text,
  substitute: { type: 'string', oneOf: ['nothing', 'placeholder', 'assumption'] },
  decidedBy: textOrNull,
})

const result = allOf<TestResult>({
  source: text,
  document: integerOrNull,
  line: integerOrNull,
  apiVersion: text,
  kind: text,
  namespace: text,
  name: text,
  operation: orNull({ type: 'string', oneOf: ['CREATE', 'UPDATE', 'DELETE'] }),
  verdict: { type: 'string', oneOf: verdicts },
  findings: listOf(finding),
  changes: listOf(allOf<TestChange>({ createdKind, policy: text, binding: text, paths: texts })),
  mutations: orNull(listOf(allOf<TestMutation>({ policy: text, binding: text, diff: text }))),
  exemptions: listOf(exemption),
  applied: texts,
  skipped: listOf(
    allOf<TestSkip>({
      createdKind,
      policy: text,
      binding: text,
      why: text,
      unconverted: textOrNull,
    }),
  ),
  problems: listOf(problemShape),
  leftOut: listOf(leftOut),
  isKnownKind: flag,
})

const policy = allOf<PolicyDescription>({
  kind: text,
  name: text,
  source: text,
  title: textOrNull,
  description: textOrNull,
  category: textOrNull,
  severity: textOrNull,
  remedy: textOrNull,
})

/** What `sallyport test --output json` prints. */
export const testReportShape = allOf<TestReport>({
  summary: allOf<TestSummary>({
    manifests: integer,
    pass: integer,
    warn: integer,
    deny: integer,
    error: integer,
    unmatched: integer,
  }),
  version: text,
  time: text,
  failOn: { type: 'string', oneOf: failOns },
  policies: listOf(policy),
  problems: listOf(problemShape),
  notes: texts,
  results: listOf(result),
})
