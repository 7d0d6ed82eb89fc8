import type { ComprehensionNode } from '../ast.ts'
import { entriesOf, isMap } from '../list-and-map.ts'
import { mapOf } from '../make-map.ts'
import { printKey } from '../print-value.ts'
import type { Value } from '../value.ts'
import { CelError } from '../value.ts'
import { noSuchOverload } from '../values/cel-error.ts'
import { mapKeyOf } from '../values/cel-map.ts'
import type { Frame, Run } from './frame.ts'
import { macroBodyOf } from './macro-body.ts'
import { slotOf } from './macro-slots.ts'
import type { Planner } from './planner.ts'

/** One run of a macro through its range. */
export interface Fold {
  /** Looks at the element that the frame holds; true where the rest does not matter. */
  readonly step: (frame: Frame) => boolean
  readonly result: () => Value | CelError
}

interface Body {
  readonly predicate: Run | undefined
  readonly transform: Run | undefined
  /** Where the frame holds the variable. */
  readonly slot: number
}

/** How the macro folds its range; called once a run. */
export function foldOf(node: ComprehensionNode, planner: Planner): () => Fold {
  const { predicate, transform } = macroBodyOf(node)
  const body = {
    predicate: predicate === undefined ? undefined : planner.plan(predicate),
    transform: transform === undefined ? undefined : planner.plan(transform),
    slot: slotOf(node, planner),
  }
  return () => makeFold(node, body)
}

const always: Run = () => true

function makeFold(node: ComprehensionNode, body: Body): Fold {
  const predicate = body.predicate ?? always
  const transform = body.transform ?? always
  switch (node.macro) {
    case 'all':
      return untilDecided(predicate, false)
    case 'exists':
      return untilDecided(predicate, true)
    case 'exists_one':
    case 'existsOne':
      return countingOne(predicate)
    case 'filter':
      return collecting(predicate, (frame) => frame.locals[body.slot] as Value)
    case 'map':
    case 'transformList':
      return collecting(predicate, transform)
    case 'transformMap':
      return insertingValues(body.slot, predicate, transform)
    case 'transformMapEntry':
      return insertingEntries(predicate, transform)
    default:
      throw new Error(`an unknown macro was planned: ${node.macro}`)
  }
}

/** `all` ends at the first false, `exists` at the first true; an error counts only where none is found. */
function untilDecided(predicate: Run, decisive: boolean): Fold {
  let failure: CelError | undefined
  let decided = false
  return {
    step: (frame) => {
      const value = predicate(frame)
      decided = value === decisive
      if (typeof value !== 'boolean') failure ??= errorOf(value)
      return decided
    },
    result: () => (decided ? decisive : (failure ?? !decisive)),
  }
}

/** Of several errors the last one is reported, as cel-go's expansion does. */
function countingOne(predicate: Run): Fold {
  let count = 0
  let failure: CelError | undefined
  return {
    step: (frame) => {
      const value = predicate(frame)
      if (value === true) count++
      else if (value !== false) failure = errorOf(value)
      return false
    },
    result: () => failure ?? count === 1,
  }
}

function collecting(predicate: Run, transform: Run): Fold {
  const list: Value[] = []
  return whereTrue(
    predicate,
    (frame) => {
      const value = transform(frame)
      if (value instanceof CelError) return value
      list.push(value)
      return undefined
    },
    () => list,
  )
}

function insertingValues(slot: number, predicate: Run, transform: Run): Fold {
  const insertions = makeInsertions()
  return whereTrue(
    predicate,
    (frame) => {
      const value = transform(frame)
      if (value instanceof CelError) return value
      return insertions.insert(frame.locals[slot] as Value, value)
    },
    insertions.result,
  )
}

function insertingEntries(predicate: Run, transform: Run): Fold {
  const insertions = makeInsertions()
  return whereTrue(
    predicate,
    (frame) => {
      const value = transform(frame)
      if (value instanceof CelError) return value
      if (!isMap(value)) return noSuchOverload()
      for (const [key, entry] of entriesOf(value)) {
        const failure = insertions.insert(key, entry)
        if (failure !== undefined) return failure
      }
      return undefined
    },
    insertions.result,
  )
}

/** Elements go in where the predicate holds; once something failed nothing goes in any more. */
function whereTrue(
  predicate: Run,
  take: (frame: Frame) => CelError | undefined,
  result: () => Value | CelError,
): Fold {
  let failure: CelError | undefined
  return {
    step: (frame) => {
      const value = predicate(frame)
      if (value === true) failure ??= take(frame)
      else if (value !== false) failure = errorOf(value)
      return false
    },
    result: () => failure ?? result(),
  }
}

function makeInsertions() {
  const pairs: (readonly [Value, Value])[] = []
  const seen = new Set<unknown>()
  return {
    insert: (key: Value, value: Value): CelError | undefined => {
      const found = mapKeyOf(key)
      if (seen.has(found)) return new CelError(`insert failed: key ${printKey(key)} already exists`)
      seen.add(found)
      pairs.push([key, value])
      return undefined
    },
    result: () => mapOf(pairs),
  }
}

function errorOf(value: Value | CelError): CelError {
  return value instanceof CelError ? value : noSuchOverload()
}
