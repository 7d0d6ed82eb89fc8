import type { Declaration } from '../libraries/library.ts'
import { parseType } from './parse-type.ts'
import type { Type } from './type.ts'

/** The types of an overload. */
export interface Signature {
  readonly parameters: readonly Type[]
  readonly result: Type
}

/** The types of a declaration, its type parameters replaced by new ones. */
export function instantiate(declaration: Declaration, fresh: () => Type): Signature {
  const template = templateOf(declaration)
  if (template.names.length === 0) return template
  const replacements = new Map(template.names.map((name) => [name, fresh()]))
  return {
    parameters: template.parameters.map((type) => replace(type, replacements)),
    result: replace(template.result, replacements),
  }
}

interface Template extends Signature {
  /** The names of the type parameters. */
  readonly names: readonly string[]
}

function templateOf(declaration: Declaration): Template {
  const known = templates.get(declaration)
  if (known !== undefined) return known
  const parameters = declaration.parameters.map(parseType)
  const result = parseType(declaration.result)
  const names = [...new Set([result, ...parameters].flatMap(namesIn))]
  const template = { parameters, result, names }
  templates.set(declaration, template)
  return template
}

const templates = new WeakMap<Declaration, Template>()

function namesIn(type: Type): readonly string[] {
  return type.kind === 'parameter' ? [type.name] : type.parameters.flatMap(namesIn)
}

function replace(type: Type, replacements: ReadonlyMap<string, Type>): Type {
  if (type.kind === 'parameter') return replacements.get(type.name) ?? type
  if (type.parameters.length === 0) return type
  return { ...type, parameters: type.parameters.map((inner) => replace(inner, replacements)) }
}
