import { compile } from '../cel/compile.ts'
import type { Environment, ResultType } from '../cel/environment.ts'
import type { ExpressionText, Lookup, Policy } from './model.ts'

export interface CompiledLookup<Compiled> {
  readonly lookup: Lookup
  readonly namespace: Compiled | undefined
}

type Compile<Compiled> = (
  text: ExpressionText,
  resultType: ResultType,
  environment: Environment,
) => Compiled

/** By name, in their order. A namespace whose type is not known before may turn out to be a text. */
export function compileLookups<Compiled>(
  { lookups }: Policy,
  environment: Environment,
  compileAs: Compile<Compiled>,
): ReadonlyMap<string, CompiledLookup<Compiled>> {
  const compileNamespace = (text: ExpressionText) => {
    const result = compile(text.text, environment, 'any')
    const isDyn = result.kind === 'program' && result.program.type.kind === 'dyn'
    return compileAs(text, isDyn ? 'any' : 'string', environment)
  }
  return new Map(
    lookups.map((lookup) => [
      lookup.name,
      { lookup, namespace: lookup.namespace && compileNamespace(lookup.namespace) },
    ]),
  )
}
