import type { Problem } from '../../../core/index.ts'
import { printable } from '../../reporters/printable.ts'
import type { Paint, Reporter } from '../../reporters/reporter.ts'
import type { DoorReport, ExplainReport, Explanation, PolicyReport } from '../explain-report.ts'
import { indented } from './indented.ts'
import { policyLines } from './policy-lines.ts'
import type { Detail } from './tree-lines.ts'

/** For people: each policy in a line, and what failed or was changed unfolded. */
export const pretty: Reporter<ExplainReport> = {
  format: 'pretty',
  print: (report, paint) => print(report, 'decisive', paint),
}

/** The same with everything unfolded. */
export const unfolded: Reporter<ExplainReport> = {
  format: 'pretty',
  print: (report, paint) => print(report, 'all', paint),
}

function print(report: ExplainReport, detail: Detail, paint: Paint): string {
  const { explanations, policy } = withoutSteering(report)
  const own = policy === null ? detail : 'all'
  return explanations.map((one) => `${explanationLines(one, own, paint).join('\n')}\n`).join('\n')
}

/** What a manifest holds must not steer the terminal. */
function withoutSteering(report: ExplainReport): ExplainReport {
  const text = JSON.stringify(report, (_, value: unknown) =>
    typeof value === 'bigint' ? Number(value) : value,
  )
  return JSON.parse(text, (_, value: unknown) =>
    typeof value === 'string' ? printable(value) : value,
  ) as ExplainReport
}

function explanationLines(
  explanation: Explanation,
  detail: Detail,
  paint: Paint,
): readonly string[] {
  const { problems, doors } = explanation
  return [
    heading(explanation, paint),
    ...problems.flatMap((problem) => indented(problemLines(problem), 4)),
    ...doors.flatMap((door) => ['', ...indented(doorLines(door, detail, paint))]),
  ]
}

const verdicts: Readonly<Record<Explanation['verdict'], string>> = {
  pass: 'is let in',
  warn: 'is let in with warnings',
  deny: 'is refused',
  error: 'cannot be judged',
}

function heading(
  { source, line, kind, namespace, name, verdict }: Explanation,
  paint: Paint,
): string {
  const place = paint.strong(line === null ? source : `${source}:${line}`)
  const title = kind === '' ? 'review' : titleOf(kind, namespace, name)
  const text = verdicts[verdict]
  const told = verdict === 'deny' || verdict === 'error' ? paint.bad(text) : text
  return `${place}  ${title} ${told}`
}

function titleOf(kind: string, namespace: string, name: string): string {
  const own = name === '' ? '(generated name)' : name
  return `${kind} ${namespace === '' ? own : `${namespace}/${own}`}`
}

function problemLines({ message, path, excerpt, remedy }: Problem): readonly string[] {
  return [
    `${path === undefined ? '' : `${path}: `}${message}`,
    ...indented(excerpt === undefined ? [] : excerpt.split('\n')),
    ...indented(remedy === undefined ? [] : [`→ ${remedy}`]),
  ]
}

function doorLines(
  { request, isCreated, decision, policies }: DoorReport,
  detail: Detail,
  paint: Paint,
): readonly string[] {
  const { door, operation, kind, namespace, name, user } = request
  const by = user === '' ? '' : ` by ${user}`
  const what = `${operation} ${titleOf(kind.kind, namespace, name)}${by}`
  const origin = isCreated ? ', which a controller sends' : ''
  const verdict = decision.allowed ? 'allowed' : paint.bad('refused')
  const title = door === 'mutate' ? 'mutating door' : 'validating door'
  const considered = policies.filter(({ isConsidered }) => isConsidered)
  const others = policies.filter(({ isConsidered }) => !isConsidered)
  return [
    `${paint.strong(title)}  ${what}${origin}: ${verdict}`,
    ...indented(
      considered.length === 0 && others.length === 0
        ? ['no policy']
        : [
            ...considered.flatMap((one) => policyLines(one, detail, paint)),
            ...otherLines(others, detail, paint),
          ],
    ),
  ]
}

const mostOthers = 4

/** Policies that mean no such request: each with its reason, or their number where they are many. */
function otherLines(
  others: readonly PolicyReport[],
  detail: Detail,
  paint: Paint,
): readonly string[] {
  if (detail === 'all' || others.length <= mostOthers) {
    return others.flatMap((one) => policyLines(one, detail, paint))
  }
  const names = others.slice(0, mostOthers).map(({ name }) => name)
  return [
    `– ${others.length} policies mean other requests: ${names.join(', ')}, …  ${paint.faint('(--all says why)')}`,
  ]
}
