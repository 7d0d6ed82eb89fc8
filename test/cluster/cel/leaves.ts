import type { Seeded } from '../objects/seeded.ts'
import type { Place } from './places.ts'
import { literals, typeNames } from './samples.ts'
import { leaf, type Tree } from './tree.ts'
import { type CelType, typeOf, typeText } from './types.ts'

export interface LeafScope {
  readonly choices: Seeded
  readonly places: readonly Place[]
}

/** An expression without operators: what is read, a literal, or a list or map of these. */
export function leafOf(scope: LeafScope, type: CelType): Tree {
  const text = typeText(type)
  if (text === 'bool' && scope.choices.below(12) === 0) return presence(scope, type)
  const fitting = scope.places.filter((place) => fits(place.type, type))
  if (fitting.length > 0 && scope.choices.below(100) < 55) {
    return leaf(read(scope, scope.choices.pick(fitting).text), type)
  }
  if (Object.hasOwn(literals, text)) return leaf(scope.choices.pick(literals[text] ?? []), type)
  return literalOf(scope, type)
}

/** The same, of which the checker knows no type. */
export function asDynamic(tree: Tree, type: CelType): Tree {
  return { parts: ['dyn(', { ...tree, tight: true }, ')'], type, tight: true }
}

function fits(found: CelType, type: CelType): boolean {
  if (type.name === 'dyn') return true
  if (found.name !== type.name) return false
  return type.parameters.every((parameter, index) => {
    const held = found.parameters[index]
    return held !== undefined && fits(held, parameter)
  })
}

/** Whether a field is there, which it is half of the time. */
function presence({ places, choices }: LeafScope, type: CelType): Tree {
  const fields = places.filter(({ text }) => /\.\w+$/.test(text))
  if (fields.length === 0) return leaf('has({}.a)', type)
  const { text } = choices.pick(fields)
  return leaf(choices.pick([`has(${text})`, `has(${text}.nosuch)`]), type)
}

/** Another way to read the same, now and then. */
function read({ choices }: LeafScope, text: string): string {
  const last = /\.(\w+)$/.exec(text)
  if (last === null || choices.below(8) > 0) return text
  const holder = text.slice(0, last.index)
  const key = last[1] ?? ''
  return choices.pick([
    `${holder}['${key}']`,
    `${holder}[?'${key}'].value()`,
    `${holder}.?${key}.value()`,
    `has(${text}) ? ${text} : ${text}`,
  ])
}

function literalOf(scope: LeafScope, type: CelType): Tree {
  const [held = typeOf('dyn'), other = typeOf('dyn')] = type.parameters
  const { choices } = scope
  switch (type.name) {
    case 'list':
      return listOf(scope, type, held)
    case 'map':
      return mapOf(scope, type, held, other)
    case 'optional_type':
      if (choices.below(3) === 0) return leaf('optional.none()', type)
      return { parts: ['optional.of(', inner(leafOf(scope, held)), ')'], type, tight: true }
    case 'type':
      return leaf(typeNames[held.name] ?? 'dyn(type)', type)
    default:
      return asDynamic(leaf('1', type), type)
  }
}

function listOf(scope: LeafScope, type: CelType, held: CelType): Tree {
  const alike = elements(scope)
  const written = Array.from({ length: scope.choices.below(4) }, () => inner(leafOf(alike, held)))
  const optional = scope.choices.below(12) === 0 ? ['?optional.none()'] : []
  const parts = [...written, ...optional].flatMap((part, index) =>
    index === 0 ? [part] : [', ', part],
  )
  return { parts: ['[', ...parts, ']'], type, tight: true }
}

function mapOf(scope: LeafScope, type: CelType, key: CelType, held: CelType): Tree {
  const alike = elements(scope)
  const [pool = []] = [literals[typeText(key)]]
  const chosen = scope.choices.some(pool, scope.choices.below(4))
  const parts = chosen.flatMap((text, index) => [
    `${index === 0 ? '' : ', '}${text}: `,
    inner(leafOf(alike, held)),
  ])
  return { parts: ['{', ...parts, '}'], type, tight: true }
}

/** Elements must have one type, and what the checker knows of places is often only `dyn`. */
function elements(scope: LeafScope): LeafScope {
  return scope.choices.below(5) === 0 ? scope : { ...scope, places: [] }
}

/** Where no operator is beside it no parentheses are needed. */
function inner(tree: Tree): Tree {
  return { ...tree, tight: true }
}
