import type { Expression } from '../ast.ts'
import { type Checker, type CheckProblem, reportAt, typeOf, type Visit } from './checker.ts'
import type { Type } from './type.ts'

/**
 * Checks a node that `optMap` and `optFlatMap` mention twice. The second time only tells again what the first one told,
 * as cel-go finds it in its copy: otherwise a chain of them would be checked 2^n times.
 */
export function checkRepeated(node: Expression, macroAt: number, checker: Checker): void {
  const earlier = checker.visits.get(node)
  if (earlier !== undefined) {
    repeat(node, earlier, macroAt, checker)
    return
  }
  const { problemCount, parameters } = checker
  const kept = checker.problems.length
  checker.check(node)
  checker.visits.set(node, {
    problems: checker.problems.slice(kept),
    problemCount: checker.problemCount - problemCount,
    firstParameter: parameters,
    parameters: checker.parameters - parameters,
  })
}

function repeat(node: Expression, visit: Visit, macroAt: number, checker: Checker): void {
  const { problems, problemCount, firstParameter, parameters } = visit
  const rename = renaming(visit, checker.parameters - firstParameter)
  for (const problem of problems) reportAt(checker, copyOf(problem, macroAt, rename))
  checker.problemCount += problemCount - problems.length
  if (parameters <= copiedAtMost) {
    copyBindings(visit, rename, checker)
    checker.types.set(node, renamed(typeOf(checker, node), rename))
  }
  if (parameters <= countedAtMost) checker.parameters += parameters
}

/** Above this the copy shares the type parameters of the first: nobody can tell, but by their numbers in a message. */
const copiedAtMost = 1000

/** Above this they are not even counted: each parameter needs a number of its own. */
const countedAtMost = 2 ** 40

type Rename = (name: string) => string

/** Gives the type parameters that the first visit made the numbers that a second one would have given. */
function renaming({ firstParameter, parameters }: Visit, shift: number): Rename {
  return (name) => {
    const number = name.startsWith('_var') ? Number(name.slice('_var'.length)) : -1
    const isOfVisit = number >= firstParameter && number < firstParameter + parameters
    return isOfVisit ? `_var${number + shift}` : name
  }
}

function copyOf(problem: CheckProblem, macroAt: number, rename: Rename): CheckProblem {
  const message = problem.message.replaceAll(/_var\d+/g, rename)
  return { ...problem, message, offset: problem.isField ? macroAt : problem.offset }
}

function copyBindings(
  { firstParameter, parameters }: Visit,
  rename: Rename,
  { bindings: { bound } }: Checker,
): void {
  for (let number = firstParameter; number < firstParameter + parameters; number++) {
    const name = `_var${number}`
    const type = bound.get(name)
    if (type !== undefined) bound.set(rename(name), renamed(type, rename))
  }
}

function renamed(type: Type, rename: Rename): Type {
  if (type.kind === 'parameter') return { ...type, name: rename(type.name) }
  if (type.parameters.length === 0) return type
  return { ...type, parameters: type.parameters.map((inner) => renamed(inner, rename)) }
}
