import type { VerifyReport } from '../cases/verify-report.ts'
import type { Reporter } from '../reporters/reporter.ts'
import { cobertura } from './cobertura.ts'
import { html } from './html.ts'
import { json } from './json.ts'
import { junit } from './junit.ts'
import { lcov } from './lcov.ts'
import { pretty } from './pretty.ts'
import { tap } from './tap.ts'
import { yaml } from './yaml.ts'

/** Every form of output of `sallyport verify`, the default first. */
export const verifyReporters: readonly Reporter<VerifyReport>[] = [
  pretty,
  json,
  yaml,
  junit,
  tap,
  lcov,
  cobertura,
  html,
]
