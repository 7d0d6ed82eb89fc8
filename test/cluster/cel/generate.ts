import type { Seeded } from '../objects/seeded.ts'
import type { Form } from './forms.ts'
import { asDynamic, type LeafScope, leafOf } from './leaves.ts'
import { type Place, placesIn } from './places.ts'
import { leaf, type Tree, textOf } from './tree.ts'
import {
  type Bindings,
  type CelType,
  filledIn,
  match,
  parametersOf,
  typeOf,
  typeText,
} from './types.ts'

/** What expressions are made of. */
export interface Grammar {
  readonly forms: readonly Form[]
  readonly places: readonly Place[]
}

/** An expression, most often one that compiles; the same one for the same choices. */
export function generate(grammar: Grammar, choices: Seeded): Tree {
  const scope: Scope = { ...grammar, choices, bound: [] }
  if (choices.below(1000) < odds.unreadable) return unreadable(scope)
  return ofType(scope, choices.pick(wanted), choices.below(22))
}

interface Scope extends Grammar, LeafScope {
  /** Variables of the macros around; what is below them is among the places. */
  readonly bound: readonly string[]
}

const simple = [
  ...['bool', 'int', 'uint', 'double', 'string', 'bytes', 'dyn', 'null_type'],
  ...['google.protobuf.Duration', 'google.protobuf.Timestamp', 'kubernetes.Quantity', 'net.IP'],
  ...['net.CIDR', 'kubernetes.URL', 'kubernetes.Semver', 'kubernetes.NamedFormat', 'type(int)'],
].map(typeOf)

const composed = [
  ...['list(int)', 'list(string)', 'list(dyn)', 'list(double)', 'list(list(int))', 'list(bool)'],
  ...['list(google.protobuf.Duration)', 'list(optional_type(int))', 'list(map(string, int))'],
  ...['map(string, int)', 'map(string, dyn)', 'map(int, string)', 'map(bool, double)'],
  ...['map(string, list(string))', 'optional_type(int)', 'optional_type(string)'],
  ...['optional_type(list(int))', 'optional_type(map(string, int))', 'list(uint)', 'list(bytes)'],
].map(typeOf)

const keys = ['string', 'int', 'uint', 'bool'].map(typeOf)

/** Half of the expressions are what policies ask for. */
const wanted = [
  ...Array.from({ length: simple.length }, () => typeOf('bool')),
  ...simple,
  ...composed,
]

/** Out of a thousand expressions or operands so many are something else than what belongs there. */
const odds = {
  unreadable: 40,
  otherType: 18,
  dynamic: 25,
  fault: 12,
  misspelt: 4,
  broken: 15,
  leaf: 180,
}

/** A small expression with something too much or too little in its text. */
function unreadable(scope: Scope): Tree {
  const { choices } = scope
  const type = choices.pick(wanted)
  const characters = [...textOf(ofType(scope, type, choices.below(4)))]
  const at = choices.below(characters.length + 1)
  characters.splice(at, choices.below(3), choices.pick(scraps))
  return { parts: [characters.join('')], type, tight: true }
}

const scraps = [
  ...['', '(', ')', '[', ']', '{', '}', '.', ',', '?', ':', '&&', '|', '!', '+', '-', '='],
  ...['==', ' in ', ' as ', 'null', '1', '1u', '0x', '1e', '"', "'", '$', '#', '@', '`'],
  ...['\\', '\n'],
]

function ofType(scope: Scope, type: CelType, fuel: number): Tree {
  const roll = scope.choices.below(1000)
  const { otherType, dynamic, fault, leaf: plain } = odds
  if (roll < otherType) return { ...grown(scope, anyType(scope), fuel), type }
  if (roll < otherType + dynamic) return asDynamic(grown(scope, type, fuel), type)
  if (roll < otherType + dynamic + fault) return leaf(scope.choices.pick(faults), type)
  return roll > 1000 - plain ? leafOf(scope, type) : grown(scope, type, fuel)
}

/** What does not compile, or fails when it is evaluated. */
const faults = [
  ...['nosuch', 'object.nosuch', 'request.nosuch', 'namespaceObject.metadata.nosuch'],
  ...['object.nosuch.deeper', 'params.nosuch', '1 / 0', '1u % 0u', '[][0]', "{}['a']", "[1]['a']"],
  ...["int('x')", "dyn('a') + dyn(1)", 'dyn(1).size()', "object['nosuch']", 'nosuch.deeper.yet'],
  ...['9223372036854775807 + 1', '0u - 1u', 'optional.none().value()', 'nosuch(1)', '[1].nosuch()'],
  ...[
    "duration('x')",
    "timestamp('x')",
    "'a'.matches('(')",
    'dyn([1]) == 1',
    'has(object.nosuch.x)',
  ],
]

function grown(scope: Scope, type: CelType, fuel: number): Tree {
  if (fuel <= 0) return leafOf(scope, type)
  const names = candidatesFor(scope, type)
  if (names.length === 0) return leafOf(scope, type)
  const { form, bindings } = scope.choices.pick(scope.choices.pick(names))
  return filled(scope, form, withFree(scope, form, bindings), fuel - 1)
}

interface Candidate {
  readonly form: Form
  readonly bindings: Bindings
}

/** The forms that give the type, by their names: a name with many overloads is no more likely. */
function candidatesFor({ forms }: Scope, type: CelType): readonly (readonly Candidate[])[] {
  const known = candidates.get(forms) ?? new Map<string, readonly (readonly Candidate[])[]>()
  candidates.set(forms, known)
  const text = typeText(type)
  const found = known.get(text) ?? findCandidates(forms, type)
  known.set(text, found)
  return found
}

const candidates = new WeakMap<readonly Form[], Map<string, readonly (readonly Candidate[])[]>>()

function findCandidates(forms: readonly Form[], type: CelType): readonly (readonly Candidate[])[] {
  const byName = new Map<string, Candidate[]>()
  for (const form of forms) {
    const bindings = match(form.result, type)
    if (bindings === undefined) continue
    byName.set(form.name, [...(byName.get(form.name) ?? []), { form, bindings }])
  }
  return [...byName.values()]
}

/** Type parameters that the result leaves open stand for anything; keys of maps for what can be one. */
function withFree({ choices }: Scope, form: Form, bindings: Bindings): Bindings {
  const free = form.parameters.flatMap(parametersOf).filter((name) => !bindings.has(name))
  const keyNames = new Set(form.parameters.flatMap(keysIn))
  const chosen = new Map<string, CelType>()
  for (const name of free) {
    if (chosen.has(name)) continue
    const pool = keyNames.has(name) ? keys : choices.below(3) === 0 ? composed : simple
    chosen.set(name, choices.pick(pool))
  }
  return new Map([...bindings, ...chosen])
}

/** The names of what stands for the key of a map. */
function keysIn({ name, parameters: [first, ...rest] }: CelType): readonly string[] {
  if (first === undefined) return []
  const here = name === 'map' ? [first.name] : []
  return [...here, ...[first, ...rest].flatMap(keysIn)]
}

function filled(scope: Scope, form: Form, bindings: Bindings, fuel: number): Tree {
  const [first, ...rest] = form.parameters.map((parameter) => filledIn(parameter, bindings))
  const share = Math.floor(fuel / Math.max(1, form.parameters.length))
  const head = first === undefined ? [] : [operand(scope, form, 0, first, share)]
  const variables = form.variables.map((type) => filledIn(type, bindings))
  const names = variables.map(
    (_, index) => `${letters[scope.bound.length % letters.length]}${index}`,
  )
  const inner = variables.length === 0 ? scope : withVariables(scope, names, variables)
  const tail = rest.map((type, index) => operand(inner, form, index + 1, type, share))
  const written = form.write([...head, ...tail], names)
  const roll = scope.choices.below(1000)
  const { misspelt: wrong, broken } = odds
  const change = roll < wrong ? misspelt : roll < wrong + broken ? onTwoLines : undefined
  const parts = change === undefined ? written.parts : written.parts.map(change)
  return { ...written, parts, type: filledIn(form.result, bindings) }
}

const letters = ['x', 'y', 'z'] as const

function misspelt(part: string | Tree): string | Tree {
  return typeof part === 'string' ? part.replace(/[A-Za-z](?=\()/, '$&q') : part
}

function onTwoLines(part: string | Tree): string | Tree {
  return typeof part === 'string' ? part.replace(/^ (?=\S+ $)/, '\n  ') : part
}

function withVariables(scope: Scope, names: readonly string[], types: readonly CelType[]): Scope {
  const places = names.flatMap((text, index) => {
    const type = types[index] ?? typeOf('dyn')
    const place = { text, type, value: null }
    return [place, place, ...elementPlaces(scope, text, type)]
  })
  return { ...scope, bound: [...scope.bound, ...names], places: [...scope.places, ...places] }
}

/** A variable that stands for an element of a list of objects has their fields. */
function elementPlaces({ places }: Scope, text: string, type: CelType): readonly Place[] {
  if (type.name !== 'map') return []
  const wantedText = typeText(type)
  const like = places.find((place) => typeText(place.type) === wantedText && place.value !== null)
  return like === undefined ? [] : placesIn(text, like.value).slice(1)
}

function operand(scope: Scope, form: Form, index: number, type: CelType, fuel: number): Tree {
  const samples = form.samples[index] ?? []
  const isSample = form.samplesOnly[index] === true || scope.choices.below(100) < 80
  if (samples.length > 0 && isSample) return leaf(scope.choices.pick(samples), type)
  return ofType(scope, type, fuel)
}

function anyType({ choices }: Scope): CelType {
  return choices.pick(choices.below(2) === 0 ? simple : composed)
}
