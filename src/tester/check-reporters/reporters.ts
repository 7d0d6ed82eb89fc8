import type { CheckReport } from '../check-report.ts'
import type { Reporter } from '../reporters/reporter.ts'
import { json } from './json.ts'
import { pretty } from './pretty.ts'

/** Every form of output of `sallyport check`, the default first. */
export const checkReporters: readonly Reporter<CheckReport>[] = [pretty, json]
