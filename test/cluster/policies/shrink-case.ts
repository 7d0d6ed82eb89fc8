import { type JsonObject, type JsonValue, printJson } from '#src/core/index.ts'
import type { Arena, JudgedCase, JudgedRequest } from './arena.ts'
import { isIsolating, type PolicyCase } from './policy-case.ts'

/** A case with one request, whose answers differ. */
export interface Differing {
  readonly policyCase: PolicyCase
  readonly request: JudgedRequest
}

/** The requests of judged cases whose answers differ, each alone with its policies. */
export function differingIn(judged: readonly JudgedCase[]): readonly Differing[] {
  return judged.flatMap(({ policyCase, requests }) =>
    requests
      .filter(({ difference }) => difference !== undefined)
      .map((request) => ({ policyCase: { ...policyCase, requests: [request.sent] }, request })),
  )
}

/**
 * The least of the case's documents with which the request still differs in the same parts: documents, list items and fields
 * are left out one by one, the greatest first.
 */
export async function shrink(
  arena: Arena,
  differing: Differing,
  atOnce: number,
): Promise<Differing> {
  const { policyCase } = differing
  const candidates = smaller(policyCase.documents).map((documents) => ({
    ...policyCase,
    documents,
  }))
  for (let start = 0; start < candidates.length; start += atOnce) {
    const judged = await arena.judge(candidates.slice(start, start + atOnce))
    const next = differingIn(judged).find((one) => partsOf(one) === partsOf(differing))
    if (next !== undefined) return shrink(arena, next, atOnce)
  }
  return differing
}

function partsOf({ request: { difference = {} } }: Differing): string {
  return Object.keys(difference).join()
}

type Documents = readonly JsonObject[]

function smaller(documents: Documents): readonly Documents[] {
  const whole = documents.map((_, index) => documents.toSpliced(index, 1))
  const parts = documents.flatMap((document, index) =>
    withoutOne(document['spec'] ?? {}).map((spec) =>
      documents.with(index, { ...document, spec } as JsonObject),
    ),
  )
  return [...whole, ...parts].sort((one, other) => sizeOf(one) - sizeOf(other))
}

function sizeOf(documents: Documents): number {
  return documents.map(printJson).join('').length
}

/** Every value that is made by leaving one item or field out, at any depth; not what keeps a policy to its space. */
function withoutOne(value: JsonValue): readonly JsonValue[] {
  if (Array.isArray(value)) {
    return value.flatMap((item: JsonValue, index) => [
      ...(isIsolating(item) ? [] : [value.toSpliced(index, 1)]),
      ...withoutOne(item).map((less) => value.with(index, less)),
    ])
  }
  if (typeof value !== 'object' || value === null) return []
  const entries = Object.entries(value as JsonObject)
  return entries.flatMap(([key, field], index) => [
    ...(key === 'scope' || isIsolating(field)
      ? []
      : [Object.fromEntries(entries.toSpliced(index, 1))]),
    ...withoutOne(field).map((less) => Object.fromEntries(entries.with(index, [key, less]))),
  ])
}
