import type { Finding } from '../../admission/decision.ts'
import { kindOf, nameOf } from '../../kubernetes/object.ts'
import type { JsonObject } from '../../source/json-value.ts'
import type { Problem } from '../../source/problem.ts'
import { codeOf } from '../../validation/reason.ts'

/** A problem on one line: `spec.validations[0].expression:1:14: what is wrong (what to do)`. */
export function problemLine({ path = '', line, column, message, remedy }: Problem): string {
  const place = [path, line, column].filter((part) => part !== undefined && part !== '').join(':')
  const advice = remedy === undefined ? '' : ` (${remedy})`
  return oneLine(`${place === '' ? '' : `${place}: `}${message}${advice}`)
}

/** What is said at the door about a problem of an object: an error refuses it, a warning goes with it. */
export function problemFinding(object: JsonObject, problem: Problem): Finding {
  return problem.severity === 'error'
    ? refusal(object, problemLine(problem), 'Invalid')
    : { ...refusal(object, problemLine(problem), 'Invalid'), effect: 'warn' }
}

/** A reason why the object is refused. */
export function refusal(
  object: JsonObject,
  text: string,
  reason: 'Invalid' | 'Forbidden',
): Finding {
  const name = nameOf(object)
  return {
    policyKind: kindOf(object),
    policy: name,
    binding: '',
    index: undefined,
    validation: undefined,
    effect: 'deny',
    cause: 'violation',
    message: text,
    told: text,
    reason,
    code: codeOf(reason),
    expression: undefined,
    path: undefined,
    policyPlace: undefined,
  }
}

const longest = 1000

function oneLine(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim()
  return line.length > longest ? `${line.slice(0, longest)}…` : line
}
