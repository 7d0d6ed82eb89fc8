import type { Type } from './type.ts'

/** A type as cel-go's errors name it. https://github.com/google/cel-go/blob/v0.29.2/checker/format.go */
export function formatType(type: Type): string {
  const short = shortNames.get(type.kind)
  if (short !== undefined) return short
  if (type.parameters.length === 0) return declaredName(type)
  return `${type.name}(${type.parameters.map(formatType).join(', ')})`
}

/** The arguments of a call, and its receiver. */
export function formatArguments(types: readonly Type[], isMethod: boolean): string {
  const [receiver, ...rest] = types
  if (isMethod && receiver !== undefined)
    return `${formatType(receiver)}.${formatArguments(rest, false)}`
  return `(${types.map(formatType).join(', ')})`
}

/** A type as its own `String()` prints it, as in the type of a result. https://github.com/google/cel-go/blob/v0.29.2/common/types/types.go */
export function printType(type: Type): string {
  if (type.kind === 'parameter') return `<${type.name}>`
  if (type.parameters.length === 0) return declaredName(type)
  return `${declaredName(type)}(${type.parameters.map(printType).join(', ')})`
}

const shortNames: ReadonlyMap<string, string> = new Map([
  ['any', 'any'],
  ['duration', 'duration'],
  ['error', '!error!'],
  ['null', 'null'],
  ['timestamp', 'timestamp'],
])

function declaredName({ name, nullable }: Type): string {
  return nullable ? `wrapper(${name})` : name
}

/** The declared name without its parameters, as `'list' is not a message type`. */
export function nameOfType(type: Type): string {
  return declaredName(type)
}
