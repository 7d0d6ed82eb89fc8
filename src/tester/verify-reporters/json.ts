import type { VerifyReport } from '../cases/verify-report.ts'
import { jsonText } from '../reporters/json-text.ts'
import type { Reporter } from '../reporters/reporter.ts'

/** One document, as `VerifyReport` describes it. */
export const json: Reporter<VerifyReport> = { format: 'json', print: jsonText }
