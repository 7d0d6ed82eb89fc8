import { github } from './github.ts'
import { gitlab } from './gitlab.ts'
import { html } from './html.ts'
import { json } from './json.ts'
import { junit } from './junit.ts'
import { markdown } from './markdown.ts'
import { pretty } from './pretty.ts'
import type { Reporter } from './reporter.ts'
import { sarif } from './sarif.ts'
import { tap } from './tap.ts'
import { yaml } from './yaml.ts'

/** Every form of output, the default first. */
export const reporters: readonly Reporter[] = [
  pretty,
  json,
  yaml,
  junit,
  sarif,
  github,
  gitlab,
  tap,
  markdown,
  html,
]
