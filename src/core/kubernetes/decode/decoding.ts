import { describedValue } from '../../source/described-value.ts'
import { quoteForGo } from '../../source/go-quote.ts'
import type { JsonValue } from '../../source/json-value.ts'
import { nearestName } from '../../source/nearest-name.ts'
import type { StructType } from '../schema/field-type.ts'
import type { DecodeProblem } from './decode-problem.ts'
import { goField, strictPath } from './go-path.ts'

/** In which order the decoder meets the fields of an object: as they stand, or as kubectl sends them. */
export type FieldOrder = 'as-given' | 'sorted'

/** A decoder at work. */
export interface Decoding {
  readonly root: StructType
  readonly order: FieldOrder
  /** From the root to the value that is being decoded. */
  readonly path: (string | number)[]
  readonly problems: DecodeProblem[]
  /** Where the problems begin that the decoder at work found; Kubernetes starts further ones within its first one. */
  start: number
  /** Whether such a one is at work: they drop unknown fields silently. */
  nested: boolean
  /** How many of the problems are values, and whether one of them ended decoding. */
  undecodable: number
  ended: boolean
}

/** Beyond these only what decides the API server's text is kept: nobody reads more, and paths can be long. */
const maximumProblems = 1000

/** A value that the Go type of its field cannot hold. */
export interface WrongType {
  readonly value: JsonValue
  /** What Go calls the value. */
  readonly goValue: string
  readonly goType: string
  readonly expected: string
  /** Whether the field's own decoder found it, which ends decoding; Go's goes on. */
  readonly ends: boolean
}

/** https://github.com/golang/go/blob/go1.26.0/src/encoding/json/decode.go#L126 */
export function reportWrongType(decoding: Decoding, wrong: WrongType): void {
  const { value, goValue, goType, expected, ends } = wrong
  const field = goField(decoding.root, decoding.path)
  const text = `json: cannot unmarshal ${goValue} into Go ${field} of type ${goType}`
  reportUndecodable(decoding, { value, text, expected, ends })
}

/** A value that cannot be decoded. */
export interface Undecodable {
  readonly value: JsonValue
  readonly text: string
  readonly expected: string
  readonly ends: boolean
}

export function reportUndecodable(decoding: Decoding, undecodable: Undecodable): void {
  const { value, text, expected, ends } = undecodable
  const found = describedValue(value)
  report(decoding, { kind: 'undecodable', path: [...decoding.path], expected, found, text, ends })
}

export function reportUnknownField(decoding: Decoding, name: string, struct: StructType): void {
  const { problems, undecodable, nested } = decoding
  if (nested || problems.length - undecodable >= maximumProblems) return
  const path = [...decoding.path, name]
  const nearest = nearestName(name, struct.fields.keys())
  problems.push({
    kind: 'unknown-field',
    path,
    expected: `a field of ${struct.goName}`,
    found: `the field ${JSON.stringify(name.slice(0, 60))}`,
    text: `unknown field ${quoteForGo(strictPath(path))}`,
    ends: false,
    ...(nearest === undefined ? {} : { nearest }),
  })
}

/** What was known of the decoder that started another one. */
export type OuterDecoder = Pick<Decoding, 'start' | 'nested'>

/** Starts a decoder within the one at work. */
export function startDecoder(decoding: Decoding): OuterDecoder {
  const { start, nested } = decoding
  decoding.start = decoding.problems.length
  decoding.nested = true
  return { start, nested }
}

/** What the inner decoder found is one error to the one that started it, and ends that too. */
export function endDecoder(decoding: Decoding, { start, nested }: OuterDecoder): void {
  endWithFirst(decoding)
  decoding.start = start
  decoding.nested = nested
}

function endWithFirst(decoding: Decoding): void {
  const { problems, start } = decoding
  const first = problems[start]
  if (first === undefined || problems.some(({ ends }, index) => ends && index >= start)) return
  problems[start] = { ...first, ends: true }
  decoding.ended = true
}

function report(decoding: Decoding, problem: DecodeProblem): void {
  const { problems, start, undecodable, ended } = decoding
  const decides = !ended && (problem.ends || problems.length === start)
  if (undecodable >= maximumProblems && !decides) return
  problems.push(problem)
  decoding.undecodable++
  decoding.ended ||= problem.ends
}
