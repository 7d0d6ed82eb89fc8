import { printYaml } from '../../../core/index.ts'
import { jsonText } from '../../reporters/json-text.ts'
import type { Reporter } from '../../reporters/reporter.ts'
import type { ExplainReport } from '../explain-report.ts'
import { html } from './html.ts'
import { pretty } from './pretty.ts'

/** Every form of output of `sallyport explain`. */
export const explainReporters: readonly Reporter<ExplainReport>[] = [
  pretty,
  { format: 'json', print: jsonText },
  { format: 'yaml', print: (report) => printYaml(report) },
  html,
]
