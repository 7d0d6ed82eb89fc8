import { type ParsedJson, parseJson } from '../source/json.ts'
import { decodeUtf8 } from '../source/read-text.ts'
import { type AsciiText, parseReview } from './parse-review.ts'

/** A review as it comes: JSON text, its bytes in UTF-8, or both where these are ASCII. */
export type ReviewBody = string | Uint8Array | AsciiText

type ParsedBody =
  | Extract<ParsedJson, { kind: 'value' }>
  | {
      readonly kind: 'problem'
      readonly code: 'not-utf-8' | 'empty-body' | 'not-json'
      readonly message: string
    }

/** The JSON value that a body holds. */
export function parseBody(body: ReviewBody): ParsedBody {
  const decoded = textOf(body)
  if (decoded.kind === 'problem') {
    return problem('not-utf-8', `the body is not UTF-8: ${decoded.message}`)
  }
  const { text, bytes } = decoded
  if (text.trim() === '') {
    return problem('empty-body', 'the body is empty; an AdmissionReview is expected')
  }
  const parsed = bytes === undefined ? parseJson(text) : parseReview({ text, bytes })
  return parsed.kind === 'value'
    ? parsed
    : problem('not-json', `the body is not JSON: ${withoutExcerpt(parsed.message)}`)
}

function textOf(body: ReviewBody) {
  if (typeof body === 'string') return { kind: 'text', text: body, bytes: undefined } as const
  if (!(body instanceof Uint8Array)) return { kind: 'text', ...body } as const
  const decoded = decodeUtf8(body)
  if (decoded.kind === 'problem') return decoded
  const { text } = decoded
  return { kind: 'text', text, bytes: text.length === body.length ? body : undefined } as const
}

function problem(code: Exclude<ParsedBody, { kind: 'value' }>['code'], message: string) {
  return { kind: 'problem', code, message } as const
}

/** V8 quotes what stands around a token that it did not expect, which may be a part of a Secret. */
function withoutExcerpt(message: string): string {
  return message.replace(/(?:, )?(?:\.{3})?".*"(?:\.{3})? is not valid JSON$/s, '')
}
