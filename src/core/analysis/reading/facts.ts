import type { JsonValue } from '../../source/json-value.ts'

/** What must hold for a part of an expression to matter. */
export interface Facts {
  /** Keys of places that are there. */
  readonly present: ReadonlySet<string>
  readonly absent: ReadonlySet<string>
  /** Texts of expressions that are true or false. */
  readonly truths: ReadonlyMap<string, boolean>
  /** What an expression, by its text, is equal to. */
  readonly equal: ReadonlyMap<string, JsonValue>
}

export const noFacts: Facts = {
  present: new Set(),
  absent: new Set(),
  truths: new Map(),
  equal: new Map(),
}

/** Both hold. */
export function both(one: Facts, other: Facts): Facts {
  if (one === noFacts) return other
  if (other === noFacts) return one
  return {
    present: new Set([...one.present, ...other.present]),
    absent: new Set([...one.absent, ...other.absent]),
    truths: new Map([...one.truths, ...other.truths]),
    equal: new Map([...one.equal, ...other.equal]),
  }
}

/** One of them holds, and so what both say. */
export function common(one: Facts, other: Facts): Facts {
  const { present, absent, truths, equal } = one
  return {
    present: new Set([...present].filter((key) => other.present.has(key))),
    absent: new Set([...absent].filter((key) => other.absent.has(key))),
    truths: new Map([...truths].filter(([text, truth]) => other.truths.get(text) === truth)),
    equal: new Map([...equal].filter(([text, value]) => other.equal.get(text) === value)),
  }
}

export function presence(...keys: readonly string[]): Facts {
  return { ...noFacts, present: new Set(keys) }
}

/** Without what is said about expressions that mention the name, which from here on means something else. */
export function withoutName(facts: Facts, name: string): Facts {
  if (facts.truths.size === 0 && facts.equal.size === 0) return facts
  const mentions = (text: string) => text.split(/[^A-Za-z0-9_@]+/).includes(name)
  return {
    ...facts,
    truths: new Map([...facts.truths].filter(([text]) => !mentions(text))),
    equal: new Map([...facts.equal].filter(([text]) => !mentions(text))),
  }
}

const bound = /\[[A-Za-z_@][^\]]*\]/g

/** Whether the place is there: itself, or every item of its list. */
export function isPresent({ present }: Facts, key: string): boolean {
  return present.has(key) || present.has(key.replaceAll(bound, '[]'))
}

/** A short text that is the same for the same facts. */
export function signatureOf({ present, absent, truths, equal }: Facts): string {
  return [
    [...present].sort().join(),
    [...absent].sort().join(),
    [...truths].map(([text, truth]) => `${text}=${truth}`).join(),
    [...equal].map(([text, value]) => `${text}=${String(value)}`).join(),
  ].join(';')
}
