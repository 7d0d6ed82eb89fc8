import type { CheckReport } from '../check-report.ts'
import type { Reporter } from '../reporters/reporter.ts'

/** One document, as `CheckReport` describes it. */
export const json: Reporter<CheckReport> = {
  format: 'json',
  print: (report) =>
    `${JSON.stringify(report, (_, value: unknown) => (typeof value === 'bigint' ? Number(value) : value), 2)}\n`,
}
