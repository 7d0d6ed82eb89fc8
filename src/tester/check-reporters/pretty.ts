import { type Problem, printProblem } from '../../core/index.ts'
import type { CheckProblem, CheckReport } from '../check-report.ts'
import { printable } from '../reporters/printable.ts'
import type { Paint, Reporter } from '../reporters/reporter.ts'

/** Every problem as one reads it, with the way to a counterexample below. */
export const pretty: Reporter<CheckReport> = {
  format: 'pretty',
  print: ({ problems }, paint) =>
    problems.map((problem) => `${problemLines(problem, paint).join('\n')}\n`).join('\n'),
}

function problemLines(problem: CheckProblem, paint: Paint): readonly string[] {
  const { source, line, column, severity } = problem
  const place = [source, line, column].filter((part) => part !== null).join(':')
  const [first = '', ...rest] = printable(printProblem(plainProblem(problem))).split('\n')
  const head = `${printable(place)}: ${severity}:`
  const strong = paint.strong(printable(place))
  const painted = `${strong}: ${severity === 'error' ? paint.bad(severity) : paint.odd(severity)}:`
  return [
    first.startsWith(head) ? painted + first.slice(head.length) : first,
    ...rest,
    ...wayLines(problem).map(printable).map(paint.faint),
  ]
}

function plainProblem({ line, column, path, excerpt, remedy, ...problem }: CheckProblem): Problem {
  const { code, severity, message, source } = problem
  return {
    code,
    severity,
    message,
    source,
    ...(line === null ? {} : { line }),
    ...(column === null ? {} : { column }),
    ...(path === null ? {} : { path }),
    ...(excerpt === null ? {} : { excerpt }),
    ...(remedy === null ? {} : { remedy }),
  }
}

const mostChanges = 6

function wayLines({ counterexample }: CheckProblem): readonly string[] {
  if (counterexample === null) return []
  const { sample, ways } = counterexample
  return [
    `  on ${sample}:`,
    ...ways.flatMap((way, index) => [
      ...(index === 0 ? [] : ['  in another order:']),
      ...way.flatMap(({ policies, changes }) => [
        `    ${policies.length === 0 ? 'the injection' : policies.join(', ')}`,
        ...changes
          .slice(0, mostChanges)
          .map(({ path, value }) => `      ${path} = ${short(value)}`),
        ...(changes.length > mostChanges ? [`      and ${changes.length - mostChanges} more`] : []),
      ]),
    ]),
  ]
}

function short(value: unknown): string {
  if (value === null) return '(none)'
  const text = JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'bigint' ? Number(inner) : inner,
  )
  return text.length > 100 ? `${text.slice(0, 99)}…` : text
}
