import {
  type Evaluation,
  type ExpressionText,
  expressionProblemAt,
  jsonEqual,
  type PlainValue,
  type Problem,
} from '../core/index.ts'
import { evaluateWithSecondOpinion, type SecondOpinion } from './second-opinion.ts'

/** What another CEL engine says of the same expressions on the same objects. */
export interface SecondOpinions {
  readonly problems: readonly Problem[]
  readonly compared: number
  /** What the other engine does not know: functions of Kubernetes, for one. */
  readonly notCompared: number
}

/** Warnings where the engines disagree, one for each expression. */
export function secondOpinionsOf(evaluations: readonly Evaluation[]): SecondOpinions {
  const told = new Map<ExpressionText, Problem>()
  let compared = 0
  for (const evaluation of evaluations) {
    const { expression, names } = evaluation
    const theirs = evaluateWithSecondOpinion(expression.text, names)
    if (isUnknown(theirs) || isOutOfBudget(evaluation)) continue
    compared += 1
    if (!agrees(evaluation, theirs) && !told.has(expression)) {
      told.set(expression, disagreement(evaluation, theirs))
    }
  }
  return { problems: [...told.values()], compared, notCompared: evaluations.length - compared }
}

const unknownFunction =
  /found no matching overload|unknown function|Function not found|No such function/i

/** It refused the expression, or does not have a function that only shows when it is called. */
function isUnknown(theirs: SecondOpinion): boolean {
  return (
    theirs.kind === 'error' &&
    (theirs.stage === 'check' ||
      unknownFunction.test(theirs.message) ||
      theirs.message === 'the result has no form in JSON')
  )
}

/** Only Kubernetes counts what an expression costs. */
function isOutOfBudget({ result }: Evaluation): boolean {
  return result.kind === 'error' && /cost (budget|limit)/.test(result.message)
}

function agrees({ result }: Evaluation, theirs: SecondOpinion): boolean {
  if (result.kind === 'error' || theirs.kind === 'error') return result.kind === theirs.kind
  return jsonEqual(result.value, theirs.value)
}

function disagreement({ expression, sample, result }: Evaluation, theirs: SecondOpinion): Problem {
  const [ours, other] = [printOpinion(result), printOpinion(theirs)]
  return expressionProblemAt(expression, {
    code: 'second-opinion',
    message: `on ${sample} this is ${ours}, and for another CEL engine ${other}`,
    remedy: 'say it in a way that both read alike; Kubernetes agrees with the first',
  })
}

function printOpinion(
  opinion:
    | { readonly kind: 'value'; readonly value: PlainValue }
    | { readonly kind: 'error'; readonly message: string },
): string {
  if (opinion.kind === 'error') return `an error (${opinion.message})`
  const text = JSON.stringify(opinion.value, (_, value: unknown) =>
    typeof value === 'bigint' ? Number(value) : value,
  )
  return text.length > 100 ? `${text.slice(0, 99)}…` : text
}
