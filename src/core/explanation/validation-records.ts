import type { ControlFinding, Finding } from '../admission/decision.ts'
import { CelError } from '../cel/value.ts'
import { activeControls } from '../pod-security/active-controls.ts'
import type { LevelVersion } from '../pod-security/level-version.ts'
import type { CompiledValidation } from '../policy/compile-policy.ts'
import { titleOf } from '../policy/exemption.ts'
import { printPath } from '../source/path.ts'
import { type Evaluations, expressionRecord } from './expression-record.ts'
import type { ControlRecord, PodSecurityRecord, ValidationRecord } from './record.ts'
import type { Witnessed } from './witness.ts'

/** Every validation of the policy, with what was said of it. */
export function validationRecords(
  meeting: Witnessed,
  evaluations: Evaluations,
): readonly ValidationRecord[] {
  return meeting.compiled.validations.map((validation, index) => {
    const { expression, messageExpression, name } = validation
    const outcome = meeting.judged?.outcomes.find((one) => one.index === index)
    return {
      index,
      name: name ?? null,
      verdict: verdictOf(validation, evaluations),
      expression: expressionRecord(expression, evaluations),
      message: outcome?.message ?? null,
      messageExpression:
        messageExpression === undefined || outcome?.evaluation !== 'deny'
          ? null
          : expressionRecord(messageExpression, evaluations),
      ...sequelOf(meeting, (finding) => finding.index === index),
    }
  })
}

function verdictOf(
  { expression }: CompiledValidation,
  evaluations: Evaluations,
): ValidationRecord['verdict'] {
  const evaluated = evaluations.get(expression)
  if (evaluated === undefined) return 'not-evaluated'
  if (evaluated.value instanceof CelError) return 'error'
  return evaluated.value === true ? 'holds' : 'fails'
}

/** What came of what is said of one thing. */
function sequelOf(
  { said }: Witnessed,
  isMeant: (finding: Finding) => boolean,
): Pick<ValidationRecord, 'effects' | 'path' | 'exemptedBy'> {
  const about = said.filter(({ findings }) => findings.some(isMeant))
  const counted = about.flatMap(({ findings, freedBy }) => (freedBy === undefined ? findings : []))
  const freedBy = about.find((one) => one.freedBy !== undefined)?.freedBy
  const path = about.flatMap(({ findings }) => findings)[0]?.path ?? []
  return {
    effects: [...new Set(counted.map(({ effect }) => effect))],
    path: printPath(path),
    exemptedBy: freedBy === undefined ? null : titleOf(freedBy.exempted.exemption),
  }
}

/** Every control of the level that a policy states, with what was said of it; null for a policy without one. */
export function podSecurityOf(meeting: Witnessed): PodSecurityRecord | null {
  const { podSecurity } = meeting.compiled
  if (podSecurity === undefined || meeting.judged === undefined) return null
  const findings = meeting.said.flatMap((one) => one.findings)
  return podSecurityRecord(podSecurity.standard, findings, (control) =>
    sequelOf(meeting, (finding) => finding.podSecurity?.control === control),
  )
}

/** The controls of a level, of which findings forbid the object. */
export function podSecurityRecord(
  standard: LevelVersion,
  findings: readonly Finding[],
  sequel: (control: string) => Pick<ControlRecord, 'effects' | 'path' | 'exemptedBy'>,
): PodSecurityRecord {
  const forbidding = new Map(
    findings.flatMap((finding): (readonly [string, Forbidding])[] =>
      finding.podSecurity === undefined
        ? []
        : [[finding.podSecurity.control, { finding, about: finding.podSecurity }]],
    ),
  )
  return {
    ...standard,
    controls: activeControls(standard).map(({ control: { id } }) => {
      const said = forbidding.get(id)
      return said === undefined ? allowing(id) : { ...forbiddingRecord(said), ...sequel(id) }
    }),
  }
}

interface Forbidding {
  readonly finding: Finding
  readonly about: ControlFinding
}

function allowing(control: string): ControlRecord {
  return {
    control,
    verdict: 'allows',
    message: null,
    path: '',
    found: null,
    allowed: [],
    suggestion: [],
    effects: [],
    exemptedBy: null,
  }
}

function forbiddingRecord({ finding, about }: Forbidding) {
  const { control, found, allowed, suggestion } = about
  return {
    control,
    verdict: 'forbids' as const,
    message: finding.message,
    found: found ?? null,
    allowed,
    suggestion,
  }
}
