import { jsonText } from './json-text.ts'
import type { Reporter } from './reporter.ts'

/** One document, as `TestReport` describes it. */
export const json: Reporter = { format: 'json', print: jsonText }
