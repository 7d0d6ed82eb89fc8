import type { AccessRequirement } from '../../admission/access-review.ts'
import {
  labelValueFaults,
  labelWording,
  qualifiedNameFaults,
} from '../../kubernetes/name-formats.ts'
import { compareStrings } from '../ordering.ts'

type Operator = AccessRequirement['operator'] | 'Gt' | 'Lt'

interface Requirement {
  readonly key: string
  readonly operator: Operator
  readonly values: readonly string[]
}

/** What is left to read, first word first. */
interface Reader {
  readonly words: readonly string[]
  next: number
}

/**
 * The requirements of a label selector's text, `app in (a, b), !legacy`, sorted by key; undefined where the text is no
 * selector. Comparisons of numbers are left out, as a SubjectAccessReview cannot say them.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/staging/src/k8s.io/apimachinery/pkg/labels/selector.go (ParseToRequirements)
 */
export function parseLabelSelector(text: string): readonly AccessRequirement[] | undefined {
  const requirements = readAll({ words: wordsOf(text), next: 0 })
  return requirements
    ?.toSorted((left, right) => compareStrings(left.key, right.key))
    .flatMap(({ key, operator, values }) => {
      if (operator === 'Gt' || operator === 'Lt') return []
      return [{ key, operator, ...(values.length === 0 ? {} : { values }) }]
    })
}

/** Signs, and what stands between signs and white space. A NUL ends a word, and where none was begun the text. */
function wordsOf(text: string): readonly string[] {
  const words: string[] = []
  const pattern = /[ \t\r\n]*(?:(!=|==|[=!(),><])\0?|([^ \t\r\n=!(),><\0]+)\0?)/y
  for (let found = pattern.exec(text); found !== null; found = pattern.exec(text)) {
    const word = found[1] ?? found[2]
    if (word !== undefined) words.push(word)
  }
  return words
}

const signs: ReadonlySet<string | undefined> = new Set([
  '!=',
  '==',
  '=',
  '!',
  '(',
  ')',
  ',',
  '>',
  '<',
])

/** A key or a value; `in` and `notin` may be either. */
function isName(word: string | undefined): word is string {
  return word !== undefined && !signs.has(word)
}

/** A comma may not end the text; nothing at all is a selector without requirements. */
function readAll(reader: Reader): readonly Requirement[] | undefined {
  const requirements: Requirement[] = []
  if (peek(reader) === undefined) return requirements
  for (;;) {
    const requirement = readRequirement(reader)
    if (requirement === undefined || !isValid(requirement)) return undefined
    requirements.push(requirement)
    const after = take(reader)
    if (after === undefined) return requirements
    if (after !== ',') return undefined
  }
}

function readRequirement(reader: Reader): Requirement | undefined {
  const isNegated = peek(reader) === '!'
  if (isNegated) take(reader)
  const key = take(reader)
  if (!isName(key)) return undefined
  if (isNegated) return { key, operator: 'DoesNotExist', values: [] }
  if (endsRequirement(peek(reader))) return { key, operator: 'Exists', values: [] }
  const operator = operators.get(take(reader) ?? '')
  if (operator === undefined) return undefined
  const values = operator.hasList ? readList(reader) : readValue(reader)
  return values === undefined ? undefined : { key, operator: operator.means, values }
}

const operators: ReadonlyMap<string, { readonly means: Operator; readonly hasList: boolean }> =
  new Map([
    ['=', { means: 'In', hasList: false }],
    ['==', { means: 'In', hasList: false }],
    ['!=', { means: 'NotIn', hasList: false }],
    ['>', { means: 'Gt', hasList: false }],
    ['<', { means: 'Lt', hasList: false }],
    ['in', { means: 'In', hasList: true }],
    ['notin', { means: 'NotIn', hasList: true }],
  ])

function endsRequirement(word: string | undefined): boolean {
  return word === undefined || word === ','
}

function readValue(reader: Reader): readonly string[] | undefined {
  if (endsRequirement(peek(reader))) return ['']
  const value = take(reader)
  return isName(value) ? [value] : undefined
}

/** The values between brackets, each once, sorted; one may be empty. */
function readList(reader: Reader): readonly string[] | undefined {
  if (take(reader) !== '(') return undefined
  const values = new Set<string>()
  let value = ''
  for (;;) {
    const word = take(reader)
    if (word === ',' || word === ')') {
      values.add(value)
      value = ''
      if (word === ')') return [...values].sort(compareStrings)
    } else if (value === '' && isName(word)) value = word
    else return undefined
  }
}

function peek({ words, next }: Reader): string | undefined {
  return words[next]
}

function take(reader: Reader): string | undefined {
  return reader.words[reader.next++]
}

const keyFaults = qualifiedNameFaults(labelWording)
const valueFaults = labelValueFaults(labelWording)
const largestInt = 2n ** 63n - 1n

function isValid({ key, operator, values }: Requirement): boolean {
  if (keyFaults(key).length > 0) return false
  if (values.some((value) => valueFaults(value).length > 0)) return false
  const isNumeric = operator === 'Gt' || operator === 'Lt'
  return !isNumeric || values.every((value) => /^\d+$/.test(value) && BigInt(value) <= largestInt)
}
