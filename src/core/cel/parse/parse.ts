import type { KubernetesVersion } from '../../kubernetes/version.ts'
import type { Expression } from '../ast.ts'
import type { CelProblem } from '../problem.ts'
import { build } from './build.ts'
import type { Builder } from './builder.ts'
import { readTree } from './grammar.ts'
import { close, emptyReport, nowhere, problemsOf, type Report } from './report.ts'
import { tokensOf } from './tokens.ts'

/** cel-go's limit, in code points. */
const sizeLimit = 100_000

export interface ParseOptions {
  readonly kubernetesVersion: KubernetesVersion
  /** New expressions have the macros and the syntax of the release before; stored ones if nothing is said. */
  readonly expressions?: 'new' | 'stored'
}

export type Parsed =
  | { readonly kind: 'ast'; readonly ast: Expression }
  | { readonly kind: 'problems'; readonly problems: readonly CelProblem[] }

/**
 * Parses an expression of Kubernetes' CEL, with the syntax and the macros of the release. On a mistake it gives all
 * problems, in cel-go's words and in the order of the text.
 */
export function parse(
  expression: string,
  { kubernetesVersion, expressions = 'stored' }: ParseOptions,
): Parsed {
  const report = emptyReport()
  const ast = read(expression, {
    text: expression,
    report,
    release: { kubernetesVersion, expressions, mutation: false },
    ids: { next: 1 },
    depth: 0,
  })
  if (ast && report.found.length === 0) return { kind: 'ast', ast }
  return { kind: 'problems', problems: problemsOf(expression, report) }
}

function read(expression: string, builder: Builder): Expression | undefined {
  if (isTooLong(expression, builder.report)) return undefined
  const tree = readTree(tokensOf(expression, builder.report))
  return builder.report.closed ? undefined : build(builder, tree)
}

function isTooLong(expression: string, report: Report): boolean {
  if (expression.length <= sizeLimit) return false
  let size = 0
  for (const _ of expression) size++
  if (size > sizeLimit) {
    close(
      report,
      nowhere,
      `expression code point size exceeds limit: size: ${size}, limit ${sizeLimit}`,
    )
  }
  return size > sizeLimit
}
