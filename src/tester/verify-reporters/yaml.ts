import { type JsonValue, printYaml } from '../../core/index.ts'
import type { VerifyReport } from '../cases/verify-report.ts'
import type { Reporter } from '../reporters/reporter.ts'

/** The same document as json. */
export const yaml: Reporter<VerifyReport> = {
  format: 'yaml',
  print: (report) => printYaml(report as unknown as JsonValue),
}
