import type { Shape } from '../core/index.ts'

export const text: Shape = { type: 'string' }
export const integer: Shape = { type: 'integer' }
export const flag: Shape = { type: 'boolean' }
export const texts: Shape = listOf(text)
export const textOrNull: Shape = orNull(text)
export const integerOrNull: Shape = orNull(integer)

export function listOf(of: Shape): Shape {
  return { type: 'list', of }
}

/** The same where nothing may stand in its place. */
export function orNull(shape: Shape): Shape {
  return { ...shape, nullable: true }
}

/** An object of ours, whose fields are always there: the compiler sees to it that none is forgotten. */
export function allOf<Report>(fields: Readonly<Record<keyof Report & string, Shape>>): Shape {
  return { type: 'object', required: Object.keys(fields), fields }
}
