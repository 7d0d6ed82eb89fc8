import { testPage } from '../page/test-page.ts'
import type { Reporter } from './reporter.ts'

/** One page for a browser, complete in itself. */
export const html: Reporter = { format: 'html', print: testPage }
