import type { JsonValue } from '../source/json-value.ts'
import type { Violation } from './control.ts'
import { nameOfPart, type Part } from './part.ts'

type Violations = readonly Violation[]

/** The form of the word that goes with that many. */
export function plural(count: number, one: string, many: string): string {
  return count === 1 ? one : many
}

/** `"a", "b"`: as they are, nothing is escaped. */
export function quoted(texts: readonly string[]): string {
  return texts.map((text) => `"${text}"`).join(', ')
}

/** Each once, in the order of their UTF-8 bytes, as Go sorts. */
export function distinct(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].sort(byCodePoint)
}

/** The values that the violations found, as texts; a number as its digits, nothing as the empty text. */
export function foundTexts(violations: Violations): readonly string[] {
  return violations.map(({ found }) => printed(found))
}

/** The names of the parts concerned, each part once, in the order of the Pod. */
export function namesOf(violations: Violations): readonly string[] {
  const names: string[] = []
  let last: Part | undefined
  for (const { part } of violations) {
    if (part !== last) names.push(nameOfPart(part))
    last = part
  }
  return names
}

/** `container "a"` or `containers "a", "b"`. */
export function containersText(violations: Violations): string {
  const names = namesOf(violations)
  return `${plural(names.length, 'container', 'containers')} ${quoted(names)}`
}

/** Who set something: `pod`, `container "a"`, `pod and containers "a", "b"`, and at the end `annotations`. */
export function settersText(violations: Violations): string {
  const containers = violations.filter(({ part }) => part.kind === 'container')
  const annotations = violations.filter(({ part }) => part.kind === 'annotation')
  return [
    ...(violations.some(({ part }) => part.kind === 'pod') ? ['pod'] : []),
    ...(containers.length > 0 ? [containersText(containers)] : []),
    ...(annotations.length > 0 ? [plural(annotations.length, 'annotation', 'annotations')] : []),
  ].join(' and ')
}

function printed(found: JsonValue | undefined): string {
  return typeof found === 'string' || typeof found === 'number' ? String(found) : ''
}

function byCodePoint(a: string, b: string): number {
  const length = Math.min(a.length, b.length)
  for (let index = 0; index < length; index++) {
    const difference = rank(a.charCodeAt(index)) - rank(b.charCodeAt(index))
    if (difference !== 0) return difference
  }
  return a.length - b.length
}

/** Halves of surrogate pairs stand for code points behind all others. */
function rank(unit: number): number {
  if (unit < 0xd800) return unit
  return unit < 0xe000 ? unit + 0x2000 : unit - 0x800
}
