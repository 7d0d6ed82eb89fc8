import { json } from './json.ts'
import { pretty } from './pretty.ts'
import type { Reporter } from './reporter.ts'

/** Every form of output, the default first. */
export const reporters: readonly Reporter[] = [pretty, json]
