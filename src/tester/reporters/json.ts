import type { Reporter } from './reporter.ts'

/** One document, as `TestReport` describes it. */
export const json: Reporter = {
  format: 'json',
  print: (report) => `${JSON.stringify(report, null, 2)}\n`,
}
