import type { VerifyReport } from '../cases/verify-report.ts'
import { verifyPage } from '../page/verify-page.ts'
import type { Reporter } from '../reporters/reporter.ts'

/** One page for a browser, complete in itself. */
export const html: Reporter<VerifyReport> = { format: 'html', print: verifyPage }
