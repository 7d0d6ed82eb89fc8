import type { KubernetesVersion } from '../kubernetes/version.ts'
import type { SourceDocument } from '../source/document.ts'
import type { Problem } from '../source/problem.ts'
import { type CompiledExemption, compileExemption } from './compile-exemption.ts'
import { expressionCompiler } from './expression-compiler.ts'
import { readPolicies } from './read.ts'

/** The exemptions that documents state, without those that are broken; what is wrong is a problem. */
export function exemptionsIn(
  documents: readonly SourceDocument[],
  kubernetesVersion: KubernetesVersion,
): {
  readonly exemptions: readonly CompiledExemption[]
  readonly problems: readonly Problem[]
} {
  const read = readPolicies(documents)
  const compiler = { kubernetesVersion, compile: expressionCompiler() }
  const results = read.exemptions.map((one) => compileExemption(one, compiler))
  return {
    exemptions: results.map(({ compiled }) => compiled),
    problems: [...read.problems, ...results.flatMap(({ problems }) => problems)],
  }
}
