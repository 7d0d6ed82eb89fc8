import { entriesOf, isMap } from '../list-and-map.ts'
import { mapOf } from '../make-map.ts'
import { printKey } from '../print-value.ts'
import type { ListValue, Value } from '../value.ts'
import { CelError } from '../value.ts'
import { noSuchOverload } from '../values/cel-error.ts'
import { mapKeyOf } from '../values/cel-map.ts'
import { countIteration, type Frame, type Run } from './frame.ts'

/** What a macro does with each element: the planned expressions, and where the frame holds the variable. */
export interface LoopBody {
  readonly predicate: Run
  /** Without one an element stays what it is. */
  readonly transform: Run | undefined
  readonly slot: number
}

/** A macro's run through its range: `firsts` for its variable, `seconds` for the second one where it has two. */
export type Loop = (
  frame: Frame,
  firsts: ListValue,
  seconds: ListValue | undefined,
) => Value | CelError

/** Every macro's loop; each is written out, because this is where evaluations spend their time. */
export const macroLoops: ReadonlyMap<string, (body: LoopBody) => Loop> = new Map([
  ['all', (body: LoopBody) => untilDecided(body, false)],
  ['exists', (body) => untilDecided(body, true)],
  ['exists_one', countOne],
  ['existsOne', countOne],
  ['filter', collect],
  ['map', collect],
  ['transformList', collect],
  ['transformMap', insertValues],
  ['transformMapEntry', insertEntries],
])

function enter(
  frame: Frame,
  slot: number,
  first: Value | undefined,
  second: Value | undefined,
): void {
  countIteration(frame)
  frame.locals[slot] = first as Value
  if (second !== undefined) frame.locals[slot + 1] = second
}

/** `all` ends at the first false, `exists` at the first true; an error counts only where none is found. */
function untilDecided({ predicate, slot }: LoopBody, decisive: boolean): Loop {
  return (frame, firsts, seconds) => {
    let failure: CelError | undefined
    for (let index = 0; index < firsts.length; index++) {
      enter(frame, slot, firsts[index], seconds?.[index])
      const holds = predicate(frame)
      if (holds === decisive) return decisive
      if (typeof holds !== 'boolean') failure ??= errorOf(holds)
    }
    return failure ?? !decisive
  }
}

/** Of several errors the last one is reported, as cel-go's expansion does. */
function countOne({ predicate, slot }: LoopBody): Loop {
  return (frame, firsts, seconds) => {
    let count = 0
    let failure: CelError | undefined
    for (let index = 0; index < firsts.length; index++) {
      enter(frame, slot, firsts[index], seconds?.[index])
      const holds = predicate(frame)
      if (holds === true) count++
      else if (holds !== false) failure = errorOf(holds)
    }
    return failure ?? count === 1
  }
}

/** Elements go in where the predicate holds; once something failed nothing goes in any more. */
function collect({ predicate, transform, slot }: LoopBody): Loop {
  return (frame, firsts, seconds) => {
    const list: Value[] = []
    let failure: CelError | undefined
    for (let index = 0; index < firsts.length; index++) {
      enter(frame, slot, firsts[index], seconds?.[index])
      const holds = predicate(frame)
      if (holds === true) {
        if (failure !== undefined) continue
        const value = transform === undefined ? frame.locals[slot] : transform(frame)
        if (value instanceof CelError) failure = value
        else list.push(value as Value)
      } else if (holds !== false) failure = errorOf(holds)
    }
    return failure ?? list
  }
}

function insertValues(body: LoopBody): Loop {
  return inserting(body, (value, key, insertions) => insertions.insert(key, value))
}

function insertEntries(body: LoopBody): Loop {
  return inserting(body, (value, _, insertions) => {
    if (!isMap(value)) return noSuchOverload()
    for (const [key, entry] of entriesOf(value)) {
      const failure = insertions.insert(key, entry)
      if (failure !== undefined) return failure
    }
    return undefined
  })
}

type Insert = (value: Value, key: Value, insertions: Insertions) => CelError | undefined

function inserting({ predicate, transform, slot }: LoopBody, insert: Insert): Loop {
  return (frame, firsts, seconds) => {
    const insertions = makeInsertions()
    let failure: CelError | undefined
    for (let index = 0; index < firsts.length; index++) {
      enter(frame, slot, firsts[index], seconds?.[index])
      const holds = predicate(frame)
      if (holds === true) {
        if (failure !== undefined || transform === undefined) continue
        const value = transform(frame)
        failure =
          value instanceof CelError ? value : insert(value, firsts[index] as Value, insertions)
      } else if (holds !== false) failure = errorOf(holds)
    }
    return failure ?? insertions.result()
  }
}

interface Insertions {
  readonly insert: (key: Value, value: Value) => CelError | undefined
  readonly result: () => Value | CelError
}

function makeInsertions(): Insertions {
  const pairs: (readonly [Value, Value])[] = []
  const seen = new Set<unknown>()
  return {
    insert: (key, value) => {
      const found = mapKeyOf(key)
      if (seen.has(found)) return new CelError(`insert failed: key ${printKey(key)} already exists`)
      seen.add(found)
      pairs.push([key, value])
      return undefined
    },
    result: () => mapOf(pairs),
  }
}

/** The error that a predicate's value is, or that it is no bool. */
function errorOf(value: Value | CelError): CelError {
  return value instanceof CelError ? value : noSuchOverload()
}
