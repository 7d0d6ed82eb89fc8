import { printYaml } from '../../core/index.ts'
import type { Reporter } from './reporter.ts'

/** The same document as json. */
export const yaml: Reporter = { format: 'yaml', print: (report) => printYaml(report) }
