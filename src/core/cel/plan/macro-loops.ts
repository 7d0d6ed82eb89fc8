import type { MacroCost } from '../cost/macro-cost.ts'
import type { ListValue, Value } from '../value.ts'
import { CelError } from '../value.ts'
import { noSuchOverload } from '../values/cel-error.ts'
import { charge, chargeSteps, countIteration, type Frame, type Run } from './frame.ts'
import { type Insertions, insertAll, makeInsertions } from './insertions.ts'

/** What a macro does with each element: the planned expressions, and where the frame holds the variable. */
export interface LoopBody {
  readonly predicate: Run
  /** Without one an element stays what it is. */
  readonly transform: Run | undefined
  readonly slot: number
  readonly cost: MacroCost
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
  ['transformMap', (body) => inserting(insertValue, body)],
  ['transformMapEntry', (body) => inserting(insertEntry, body)],
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
function untilDecided({ predicate, slot, cost }: LoopBody, decisive: boolean): Loop {
  return (frame, firsts, seconds) => {
    let failure: CelError | undefined
    for (let index = 0; index < firsts.length; index++) {
      enter(frame, slot, firsts[index], seconds?.[index])
      chargeSteps(frame, cost.turn)
      const holds = predicate(frame)
      if (holds === decisive) {
        chargeDecided(frame, cost, firsts.length - 1 - index)
        return decisive
      }
      if (typeof holds !== 'boolean') failure ??= errorOf(holds)
    }
    chargeSteps(frame, cost.result)
    return failure ?? !decisive
  }
}

function chargeDecided(frame: Frame, { decided, result }: MacroCost, turnsLeft: number): void {
  chargeSteps(frame, turnsLeft > 0 ? decided + result : result)
}

/** Of several errors the last one is reported, as cel-go's expansion does. */
function countOne({ predicate, slot, cost }: LoopBody): Loop {
  return (frame, firsts, seconds) => {
    let count = 0
    let failure: CelError | undefined
    for (let index = 0; index < firsts.length; index++) {
      enter(frame, slot, firsts[index], seconds?.[index])
      const holds = predicate(frame)
      if (holds === true) {
        count++
        chargeSteps(frame, cost.taken)
      } else if (holds !== false) failure = errorOf(holds)
    }
    chargeSteps(frame, cost.result)
    return failure ?? count === 1
  }
}

/** Elements go in where the predicate holds; once something failed they are evaluated, but go in no more. */
function collect(body: LoopBody): Loop {
  const { predicate, slot, cost } = body
  return (frame, firsts, seconds) => {
    const list: Value[] = []
    let failure: CelError | undefined
    for (let index = 0; index < firsts.length; index++) {
      enter(frame, slot, firsts[index], seconds?.[index])
      const holds = predicate(frame)
      if (holds === true) failure = firstOf(failure, append(list, takenValue(frame, body)))
      else if (holds !== false) failure = errorOf(holds)
    }
    chargeSteps(frame, cost.result)
    return failure ?? list
  }
}

function firstOf(first: CelError | undefined, second: CelError | undefined): CelError | undefined {
  return first ?? second
}

/** Once something failed it does not matter what the list holds. */
function append(list: Value[], value: Value | CelError): CelError | undefined {
  if (value instanceof CelError) return value
  list.push(value)
  return undefined
}

function takenValue(frame: Frame, { transform, slot, cost }: LoopBody): Value | CelError {
  chargeSteps(frame, cost.taken)
  const value = transform === undefined ? (frame.locals[slot] as Value) : transform(frame)
  chargeAppended(frame, cost)
  return value
}

function chargeAppended(frame: Frame, cost: MacroCost): void {
  charge(frame, cost.list)
  chargeSteps(frame, cost.append)
}

/** `cel.@mapInsert(map, key, value)` evaluates nothing more once the map has failed. */
const insertValue: Insert = (frame, index, turn) => {
  const { transform, cost } = turn.body
  if (turn.failure !== undefined) {
    chargeSteps(frame, 1)
    return turn.failure
  }
  chargeSteps(frame, cost.taken)
  const value = transform?.(frame) ?? null
  chargeSteps(frame, cost.append)
  return value instanceof CelError ? value : turn.insertions.insert(turn.keys[index] ?? null, value)
}

/** `cel.@mapInsert(map, entries)` evaluates the entries even where the map has failed. */
const insertEntry: Insert = (frame, _, turn) => {
  const { transform, cost } = turn.body
  chargeSteps(frame, cost.taken)
  const value = transform?.(frame) ?? null
  chargeSteps(frame, cost.append)
  if (turn.failure !== undefined) return turn.failure
  return value instanceof CelError ? value : insertAll(value, turn.insertions)
}

interface Inserting {
  readonly body: LoopBody
  readonly keys: ListValue
  readonly insertions: Insertions
  readonly failure: CelError | undefined
}

/** What an element that is taken adds to the map; the error that the macro has from now on. */
type Insert = (frame: Frame, index: number, state: Inserting) => CelError | undefined

function inserting(insert: Insert, body: LoopBody): Loop {
  return (frame, keys, seconds) => {
    const insertions = makeInsertions()
    let failure: CelError | undefined
    for (let index = 0; index < keys.length; index++) {
      enter(frame, body.slot, keys[index], seconds?.[index])
      const holds = body.predicate(frame)
      if (holds === true) failure = insert(frame, index, { body, keys, insertions, failure })
      else if (holds !== false) failure = errorOf(holds)
    }
    chargeSteps(frame, body.cost.result)
    return failure ?? insertions.result()
  }
}

/** The error that a predicate's value is, or that it is no bool. */
function errorOf(value: Value | CelError): CelError {
  return value instanceof CelError ? value : noSuchOverload()
}
