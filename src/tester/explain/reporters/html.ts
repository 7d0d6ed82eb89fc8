import { explainPage } from '../../page/explain-page.ts'
import type { Reporter } from '../../reporters/reporter.ts'
import type { ExplainReport } from '../explain-report.ts'

/** One page for a browser, complete in itself. */
export const html: Reporter<ExplainReport> = { format: 'html', print: explainPage }
