/** A type as declarations write it: `int`, `list(string)`, `map(K, V)`; one capital letter is a type parameter. */
export interface CelType {
  readonly name: string
  readonly parameters: readonly CelType[]
}

/** What type parameters stand for. */
export type Bindings = ReadonlyMap<string, CelType>

/** Reads a type's text. Throws where it is none. */
export function typeOf(text: string): CelType {
  const known = types.get(text)
  if (known !== undefined) return known
  const open = text.indexOf('(')
  const parameters = open === -1 ? [] : splitParameters(text.slice(open + 1, -1)).map(typeOf)
  if (open !== -1 && !text.endsWith(')')) throw new Error(`no type: ${text}`)
  const made = { name: open === -1 ? text : text.slice(0, open), parameters }
  types.set(text, made)
  return made
}

export function typeText({ name, parameters }: CelType): string {
  return parameters.length === 0 ? name : `${name}(${parameters.map(typeText).join(', ')})`
}

function isParameter({ name }: CelType): boolean {
  return /^[A-Z]$/.test(name)
}

/** What the pattern's parameters stand for if it is that type; undefined where it cannot be. */
export function match(
  pattern: CelType,
  type: CelType,
  bindings: Bindings = new Map(),
): Bindings | undefined {
  if (isParameter(pattern)) {
    const bound = bindings.get(pattern.name)
    if (bound === undefined) return new Map([...bindings, [pattern.name, type]])
    return typeText(bound) === typeText(type) ? bindings : undefined
  }
  if (pattern.name !== type.name) return undefined
  let found: Bindings | undefined = bindings
  for (const [index, parameter] of pattern.parameters.entries()) {
    const held = type.parameters[index]
    found = found && held && match(parameter, held, found)
  }
  return found
}

/** The names of the pattern's type parameters. */
export function parametersOf(pattern: CelType): readonly string[] {
  return isParameter(pattern) ? [pattern.name] : pattern.parameters.flatMap(parametersOf)
}

/** The pattern with its parameters filled in. */
export function filledIn(pattern: CelType, bindings: Bindings): CelType {
  const bound = bindings.get(pattern.name)
  if (bound !== undefined) return bound
  const { name, parameters } = pattern
  return { name, parameters: parameters.map((parameter) => filledIn(parameter, bindings)) }
}

const types = new Map<string, CelType>()

/** Parts between the commas that stand in no brackets. */
function splitParameters(text: string): readonly string[] {
  const parts: string[] = []
  let depth = 0
  let start = 0
  for (const [index, character] of [...text].entries()) {
    if (character === '(') depth++
    if (character === ')') depth--
    if (character === ',' && depth === 0) {
      parts.push(text.slice(start, index).trim())
      start = index + 1
    }
  }
  return [...parts, text.slice(start).trim()]
}
