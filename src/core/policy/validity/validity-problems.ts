import type { SourceDocument } from '../../source/document.ts'
import type { Problem } from '../../source/problem.ts'
import { type Shape, shapeProblems } from '../shape.ts'
import { isWithin } from './is-within.ts'
import { rulesOfKind } from './rules.ts'

/** Fields that do not exist and values of wrong types: beside them nothing else can be told. */
export function structureProblems(document: SourceDocument, shape: Shape): readonly Problem[] {
  return shapeProblems(document, [], document.value, shape).filter(isStructural)
}

/**
 * What a document of the right structure still has wrong: what the rules of its kind say, and what its shape asks where no
 * rule has spoken.
 */
export function validityProblems(
  document: SourceDocument,
  kind: string,
  shape: Shape | undefined,
): readonly Problem[] {
  const told = (rulesOfKind.get(kind) ?? []).flatMap((rule) => rule(document))
  if (shape === undefined) return told
  const asked = shapeProblems(document, [], document.value, shape)
  return [...told, ...asked.filter((problem) => !isStructural(problem) && !isTold(problem, told))]
}

function isStructural({ code }: Problem): boolean {
  return code === 'unknown-field' || code === 'wrong-type'
}

/** Whether another problem is at the same place, or within it. */
function isTold({ path = '' }: Problem, told: readonly Problem[]): boolean {
  return told.some((other) => isWithin(other.path ?? '', path))
}
