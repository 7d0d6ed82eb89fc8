import type { CoverageReport, ReportedPolicy } from '../coverage/coverage-report.ts'
import { printable } from '../reporters/printable.ts'
import type { Paint } from '../reporters/reporter.ts'
import { shortened } from './shortened.ts'

/** Every clause that no case brings about, policy by policy. */
export function coverageLines(
  { policies }: CoverageReport,
  paint: Paint,
): readonly (readonly string[])[] {
  return policies
    .filter(({ covered, total }) => covered < total)
    .map((policy) => policyLines(policy, paint))
}

/** `coverage: 512 of 520 clauses, 98.46 %` */
export function coverageSummary(
  { covered, total, percent }: CoverageReport,
  threshold: number | undefined,
): string {
  const line = `coverage: ${covered} of ${total} clauses, ${percent} %`
  return threshold === undefined || percent >= threshold ? line : `${line}, below ${threshold} %`
}

function policyLines(policy: ReportedPolicy, paint: Paint): readonly string[] {
  const { kind, name, source, covered, total, points } = policy
  const title = printable(`${kind} ${name}: ${covered} of ${total} clauses are covered`)
  return [
    `${paint.odd('○')} ${paint.strong(printable(source))}  ${title}`,
    ...points.flatMap(({ source: own, line, column, title: what, text, clauses }) =>
      clauses
        .filter(({ hits }) => hits === 0)
        .map(({ unseen }) => {
          const place = [own, line, column].filter((part) => part !== null).join(':')
          return `    ${paint.faint(printable(place))}  ${what} ${printable(shortened(text))} ${unseen}`
        }),
    ),
  ]
}
