import {
  isObject,
  type JsonObject,
  type JsonValue,
  nearestName,
  type Path,
  type Problem,
  problemAt,
  type SourceDocument,
} from '../../core/index.ts'
import { deriveObject, type ReadObjects, withoutNulls } from './derive-object.ts'
import type { DerivedRow } from './policy-case.ts'

/** The rows of a document of the right shape, each with all that it takes over and with its objects. */
export function deriveRows(
  document: SourceDocument,
  readObjects: ReadObjects,
): { readonly rows: readonly DerivedRow[]; readonly problems: readonly Problem[] } {
  const { cases } = document.value as unknown as { readonly cases: readonly JsonObject[] }
  const derivation: Derivation = {
    document,
    readObjects,
    cases,
    derived: new Map(),
    problems: new Map(),
  }
  const rows = cases.map((_, index) => rowAt(index, [], derivation))
  return { rows, problems: cases.flatMap((_, index) => derivation.problems.get(index) ?? []) }
}

/** Rows that have been made whole; filled in place, because a row may be like one that comes later. */
interface Derivation {
  readonly document: SourceDocument
  readonly readObjects: ReadObjects
  readonly cases: readonly JsonObject[]
  readonly derived: Map<number, DerivedRow>
  readonly problems: Map<number, readonly Problem[]>
}

/** `trail`: the rows that are being made, each like the next one. */
function rowAt(index: number, trail: readonly number[], derivation: Derivation): DerivedRow {
  const known = derivation.derived.get(index)
  if (known !== undefined) return known
  const row = madeWhole(index, trail, derivation)
  derivation.derived.set(index, row)
  return row
}

function madeWhole(index: number, trail: readonly number[], derivation: Derivation): DerivedRow {
  const own = derivation.cases[index] as JsonObject
  const rest = without(own, ['like', 'objectFrom', 'oldObjectFrom'])
  const broken = { fields: withoutNulls(rest), isBroken: true }
  const base = likeRow(index, [...trail, index], derivation)
  if (base.isBroken) return broken
  const taken = without(base.fields, ['name', 'expect'])
  const sides = [
    sideOf(own, ['object', 'objectFrom'], { index, taken, derivation }),
    sideOf(own, ['oldObject', 'oldObjectFrom'], { index, taken, derivation }),
  ]
  const problems = sides.flatMap((side) => side.problems)
  if (problems.length > 0) {
    derivation.problems.set(index, problems)
    return broken
  }
  const [object, oldObject] = sides.map(({ fields }) => fields)
  return { fields: withoutNulls({ ...taken, ...rest, ...object, ...oldObject }), isBroken: false }
}

function without(fields: JsonObject, names: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name)))
}

/** The row that the one at the index is like; an empty one where it is like none. */
function likeRow(index: number, trail: readonly number[], derivation: Derivation): DerivedRow {
  const { document, cases, problems } = derivation
  const like = cases[index]?.['like'] ?? null
  if (typeof like !== 'string') return { fields: {}, isBroken: false }
  const found = cases.findIndex(({ name }) => name === like)
  if (found !== -1 && !trail.includes(found)) return rowAt(found, trail, derivation)
  problems.set(index, [likeProblem(document, ['cases', index, 'like'], { like, trail, cases })])
  return { fields: {}, isBroken: true }
}

function likeProblem(
  document: SourceDocument,
  at: Path,
  {
    like,
    trail,
    cases,
  }: {
    readonly like: string
    readonly trail: readonly number[]
    readonly cases: readonly JsonObject[]
  },
): Problem {
  const names = cases.map(({ name }) => String(name))
  if (!names.includes(like)) {
    const near = nearestName(like, names)
    return problemAt(document, at, {
      code: 'no-such-case',
      message: `no case is named "${like}"`,
      remedy: near === undefined ? 'correct the name' : `did you mean "${near}"?`,
    })
  }
  const way = trail.slice(trail.indexOf(names.indexOf(like))).map((index) => `"${names[index]}"`)
  return problemAt(document, at, {
    code: 'cycle',
    message: `the case is like itself: ${[...way, `"${like}"`].join(' → ')}`,
    remedy: 'write one of them out',
  })
}

interface Side {
  readonly fields: JsonObject
  readonly problems: readonly Problem[]
}

/** The object of a row, or its old one: as it is written, made of another one, or nothing. */
function sideOf(
  own: JsonObject,
  [plain, from]: readonly [string, string],
  {
    index,
    taken,
    derivation,
  }: {
    readonly index: number
    readonly taken: { readonly [name: string]: JsonValue }
    readonly derivation: Derivation
  },
): Side {
  const { document, readObjects } = derivation
  const source = own[from] ?? null
  if (!isObject(source)) return { fields: {}, problems: [] }
  const at = ['cases', index, from]
  if (isObject(own[plain])) {
    const problem = problemAt(document, at, {
      code: 'contradiction',
      message: `"${from}" cannot stand beside "${plain}"`,
      remedy: 'keep one of the two',
    })
    return { fields: {}, problems: [problem] }
  }
  const before = taken[plain]
  const inherited = isObject(before) ? before : undefined
  const result = deriveObject(source, at, { document, readObjects, inherited })
  return result.kind === 'problem'
    ? { fields: {}, problems: [result.problem] }
    : { fields: { [plain]: result.object }, problems: [] }
}
