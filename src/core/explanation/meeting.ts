import type { Encounter } from '../engine/encounter.ts'
import { joinApiVersion } from '../kubernetes/group-version.ts'
import type { ObjectStore } from '../matching/params.ts'
import type { Subject } from '../matching/subject.ts'
import type { CompiledPolicy } from '../policy/compile-policy.ts'
import type { Binding } from '../policy/model.ts'
import { printPath } from '../source/path.ts'
import { budgetsOf } from './budgets.ts'
import { exemptionRecords } from './exemption-records.ts'
import {
  type Evaluations,
  evaluationsByExpression,
  expressionRecord,
  recordPlace,
} from './expression-record.ts'
import { mismatchesOf } from './mismatches.ts'
import { mutationRecords } from './mutation-records.ts'
import { outcomeOfMeeting } from './outcome.ts'
import { paramsRecord } from './params-record.ts'
import type {
  Meeting,
  Mismatch,
  Outcome,
  RecordedBinding,
  RecordedParams,
  RecordedSubject,
} from './record.ts'
import { podSecurityOf, validationRecords } from './validation-records.ts'
import type { Witnessed } from './witness.ts'

/** What was seen of one encounter, as it is told. */
export function meetingRecord(witnessed: Witnessed, objects: ObjectStore): Meeting {
  const { compiled, encounter, round, said } = witnessed
  const record = encounter.scope?.control.record
  const evaluations = evaluationsByExpression(record)
  const outcome = outcomeOfMeeting(witnessed)
  const applies = encounter.kind === 'applies'
  const params = paramsRecord(compiled, encounter, objects)
  return {
    round: round === 'first' ? 1 : 2,
    subject: subjectRecord(encounter.subject),
    binding: bindingRecord(encounter.binding),
    params,
    outcome,
    why: whyOf(witnessed, outcome),
    mismatches: mismatchesIn(compiled, encounter, { evaluations, params }),
    matchConditions: conditionsOf(compiled, encounter, evaluations),
    variables: variablesOf(compiled, encounter, evaluations),
    validations: applies ? validationRecords(witnessed, evaluations) : [],
    podSecurity: podSecurityOf(witnessed),
    auditAnnotations: applies
      ? compiled.auditAnnotations.map(({ key, value }) => ({
          key,
          expression: expressionRecord(value, evaluations),
        }))
      : [],
    mutations: applies ? mutationRecords(witnessed, evaluations) : [],
    exemptions: exemptionRecords(witnessed),
    budgets: budgetsOf(compiled, record),
    findings: said.flatMap(({ findings, freedBy }) => (freedBy === undefined ? findings : [])),
  }
}

function subjectRecord({ request, at, conversion }: Subject): RecordedSubject {
  const { group, version, kind } = request.kind
  return {
    kind: at.length > 0 ? 'pod-template' : conversion === undefined ? 'request' : 'other-version',
    apiVersion: joinApiVersion({ group, version }),
    objectKind: kind,
    operation: request.operation,
    path: printPath(at),
  }
}

function bindingRecord(binding: Binding | undefined): RecordedBinding | null {
  if (binding === undefined) return null
  const { kind, name, validationActions, place } = binding
  return { kind, name, actions: validationActions, place: recordPlace(place) }
}

/** One sentence; what the validations, mutations and exemptions say stands with them. */
function whyOf({ encounter, judged, leftOut }: Witnessed, outcome: Outcome): string | null {
  if (encounter.kind === 'skipped') return encounter.why
  if (encounter.kind === 'failed') {
    return outcome === 'ignored'
      ? `${encounter.message} (failurePolicy: Ignore)`
      : encounter.message
  }
  if (leftOut !== undefined) return 'an exemption leaves its mutations out'
  const asWhole = judged?.outcomes.find(
    ({ index, control }) => index === undefined && control === undefined,
  )
  return asWhole?.message ?? null
}

function mismatchesIn(
  compiled: CompiledPolicy,
  encounter: Encounter,
  { evaluations, params }: { evaluations: Evaluations; params: RecordedParams | null },
): readonly Mismatch[] {
  if (encounter.kind !== 'skipped') return []
  const { binding, part, subject, unconverted } = encounter
  const of = binding === undefined ? 'policy' : 'binding'
  switch (part) {
    case 'matchConditions':
      return falseConditions(compiled, evaluations)
    case 'paramRef':
      return [{ of, part, field: '', wanted: paramsWanted(params), found: 'none' }]
    case 'apiVersions': {
      const found = joinApiVersion(subject.request.requestResource)
      return [{ of: 'policy', part, field: '', wanted: unconverted ?? '', found }]
    }
    default:
      return mismatchesOf(part, binding?.match ?? compiled.policy.match, subject, of)
  }
}

function falseConditions(
  { matchConditions }: CompiledPolicy,
  evaluations: Evaluations,
): readonly Mismatch[] {
  return matchConditions
    .filter(({ expression }) => evaluations.get(expression)?.value === false)
    .map(({ name }) => ({
      of: 'policy',
      part: 'matchConditions',
      field: name,
      wanted: 'true',
      found: 'false',
    }))
}

function paramsWanted(params: RecordedParams | null): string {
  if (params === null) return ''
  const { kind, namespace, name, selector } = params
  const which = name === '' ? selector : name
  return `${kind} ${[namespace, which].filter((part) => part !== '').join('/')}`
}

function conditionsOf(
  { matchConditions }: CompiledPolicy,
  { scope }: Encounter,
  evaluations: Evaluations,
): Meeting['matchConditions'] {
  if (scope === undefined) return []
  return matchConditions.map(({ name, expression }) => ({
    name,
    expression: expressionRecord(expression, evaluations),
  }))
}

function variablesOf(
  { variables }: CompiledPolicy,
  { scope }: Encounter,
  evaluations: Evaluations,
): Meeting['variables'] {
  if (scope === undefined) return []
  return [...variables].map(([name, { expression }]) => ({
    name,
    expression: expressionRecord(expression, evaluations),
  }))
}
