import { type DeclaredWorkload, parseWorkload } from '../core/index.ts'
import { parseDuration } from './duration.ts'
import type { ManyValues, OneValue } from './setting.ts'

type Values<Value> = Pick<OneValue<Value>, 'placeholder' | 'expected' | 'parse' | 'words'>

/** Fills in what a kind of value has in common: its placeholder, its parser and what is expected. */
export function one<Value, Fallback extends string | undefined>(
  values: Values<Value>,
  fallback: Fallback,
  description: string,
): OneValue<Value> & { readonly fallback: Fallback } {
  return { kind: 'one', ...values, fallback, description }
}

export function many<Value>(
  values: Values<Value>,
  fallback: readonly string[],
  description: string,
): ManyValues<Value> {
  return { kind: 'many', ...values, fallback, description }
}

/** A flag without a value; a variable or a settings file says true or false. */
export function toggle(description: string): OneValue<boolean> & { readonly fallback: string } {
  return one({ placeholder: '', expected: 'true or false', parse: truth }, 'false', description)
}

function truth(given: string): boolean | undefined {
  if (given === 'true') return true
  return given === 'false' ? false : undefined
}

/** A path or a name: any text but the empty one. */
export function text(placeholder: string): Values<string> {
  return {
    placeholder,
    expected: `a ${placeholder.toLowerCase()}, not an empty text`,
    parse: (given) => (given.trim() === '' ? undefined : given),
  }
}

/** A TCP port; 0 lets the system choose one. */
export const port: Values<number> = {
  placeholder: 'PORT',
  expected: 'a port from 0 to 65535 (0: any free one)',
  parse: (given) => {
    const number = /^\d{1,5}$/.test(given) ? Number(given) : Number.NaN
    return number <= 65_535 ? number : undefined
  },
}

/** Which one of several, from 1. */
export const ordinal: Values<number> = {
  placeholder: 'NUMBER',
  expected: 'a number from 1',
  parse: (given) => (/^[1-9]\d{0,8}$/.test(given) ? Number(given) : undefined),
}

/** How many of something, at least one. */
export const count: Values<number> = {
  placeholder: 'NUMBER',
  expected: 'a whole number from 1 to 999',
  parse: (given) => (/^[1-9]\d{0,2}$/.test(given) ? Number(given) : undefined),
}

/** From 0 to 100, decimals too. */
export const percent: Values<number> = {
  placeholder: 'PERCENT',
  expected: 'a number from 0 to 100',
  parse: (given) => {
    const number = /^\d{1,3}(\.\d+)?$/.test(given) ? Number(given) : Number.NaN
    return number <= 100 ? number : undefined
  },
}

/** Milliseconds, written as `10s` or `1m30s`. At most a day: a timer of Node holds no more than 24 of them. */
export const duration: Values<number> = {
  placeholder: 'DURATION',
  expected: 'a duration such as 500ms, 10s or 1m30s, at most 24h',
  parse: (given) => {
    const milliseconds = parseDuration(given)
    return milliseconds !== undefined && milliseconds <= 86_400_000 ? milliseconds : undefined
  },
}

/** Milliseconds of a span that no timer waits for at once: 10s to ten years. */
export const lifetime: Values<number> = {
  placeholder: 'DURATION',
  expected: 'a duration from 10s to 87600h, such as 2160h',
  parse: (given) => {
    const milliseconds = parseDuration(given)
    const isUsual =
      milliseconds !== undefined && milliseconds >= 10_000 && milliseconds <= 315_360_000_000
    return isUsual ? milliseconds : undefined
  },
}

/** Milliseconds of a time-out, where none at all would be a mistake. */
export const timeout: Values<number> = {
  placeholder: 'DURATION',
  expected: 'a duration from 10ms to 24h, such as 10s or 1m30s',
  parse: (given) => {
    const milliseconds = duration.parse(given)
    return milliseconds !== undefined && milliseconds >= 10 ? milliseconds : undefined
  },
}

/** Milliseconds of whole seconds, as webhooks state their time-outs. */
export const seconds: Values<number> = {
  placeholder: 'DURATION',
  expected: 'whole seconds from 1s to 30s',
  parse: (given) => {
    const milliseconds = duration.parse(given)
    if (milliseconds === undefined || milliseconds % 1000 !== 0) return undefined
    return milliseconds >= 1000 && milliseconds <= 30_000 ? milliseconds : undefined
  },
}

const bytesPer = new Map([
  ['', 1],
  ['K', 1024],
  ['M', 1024 ** 2],
  ['G', 1024 ** 3],
])

/** Bytes, written as `512KiB`, `7MiB` or a plain number; from 1 KiB to 1 GiB. */
export const size: Values<number> = {
  placeholder: 'SIZE',
  expected: 'a size from 1KiB to 1GiB, such as 7MiB',
  parse: (given) => {
    const [, amount, unit] = /^(\d{1,12})(?:([KMG])(?:iB?)?)?$/.exec(given) ?? []
    const bytes = Number(amount) * (bytesPer.get(unit ?? '') ?? Number.NaN)
    return bytes >= 1024 && bytes <= 1024 ** 3 ? bytes : undefined
  },
}

/** A kind of workload: its resource, and where its objects describe Pods. */
export const workload: Values<DeclaredWorkload> = {
  placeholder: 'RESOURCE.GROUP=PATH',
  expected:
    'a resource, its group and the path to the Pod template, such as rollouts.argoproj.io=spec.template or jobs.batch.volcano.sh=spec.tasks[*].template ([*]: each item of a list, .*: each value of a map)',
  parse: parseWorkload,
}

/** One of a few words. */
export function choice<Word extends string>(
  placeholder: string,
  words: readonly Word[],
): Values<Word> {
  return {
    placeholder,
    expected: `one of ${words.join(', ')}`,
    parse: (given) => words.find((word) => word === given),
    words,
  }
}
