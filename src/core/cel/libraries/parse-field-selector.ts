import type { AccessRequirement } from '../../admission/access-review.ts'
import { compareStrings } from '../ordering.ts'

const none: readonly AccessRequirement[] = []

/**
 * The requirements of a field selector's text, `spec.nodeName=a,status.phase!=Running`, in the order of their text;
 * undefined where the text is no selector.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/staging/src/k8s.io/apimachinery/pkg/fields/selector.go (ParseSelector)
 */
export function parseFieldSelector(text: string): readonly AccessRequirement[] | undefined {
  const requirements = termsOf(text)
    .filter((term) => term !== '')
    .toSorted(compareStrings)
    .map(readTerm)
  return requirements.every((each) => each !== undefined) ? requirements.flat() : undefined
}

/** Split at the commas that no backslash stands before. */
function termsOf(text: string): readonly string[] {
  const terms: string[] = []
  let start = 0
  for (let index = 0; index < text.length; index++) {
    if (text[index] === '\\') index++
    else if (text[index] === ',') {
      terms.push(text.slice(start, index))
      start = index + 1
    }
  }
  return [...terms, text.slice(start)]
}

/** Nothing for a term that names neither a field nor a value. */
function readTerm(term: string): readonly AccessRequirement[] | undefined {
  const operator = /!=|==|=/.exec(term)
  if (operator === null) return undefined
  const key = term.slice(0, operator.index)
  const value = unescaped(term.slice(operator.index + operator[0].length))
  if (value === undefined) return undefined
  if (key === '' && value === '') return none
  return [{ key, operator: operator[0] === '!=' ? 'NotIn' : 'In', values: [value] }]
}

/** undefined where a character stands bare that may not, or is escaped that need not be. */
function unescaped(text: string): string | undefined {
  return /^(?:[^\\,=]|\\[\\,=])*$/.test(text) ? text.replace(/\\(.)/g, '$1') : undefined
}
