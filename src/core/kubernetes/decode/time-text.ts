import { utf8 } from '../../source/base64.ts'
import { type Layout, parseTime, type Time } from './parse-time.ts'

/** The time as Kubernetes prints it, null for Go's zero time, or Go's words for what is wrong. */
export type TimeText =
  | { readonly kind: 'text'; readonly text: string | null }
  | { readonly kind: 'problem'; readonly message: string }

const wholeSeconds: Layout = { text: '2006-01-02T15:04:05Z07:00', fraction: undefined }
const microseconds: Layout = { text: '2006-01-02T15:04:05.000000Z07:00', fraction: '.000000' }

/** Go's zero time, 0001-01-01T00:00:00Z, in milliseconds of Unix. */
const zeroTime = -62_135_596_800_000

/** A Time: RFC 3339 as Go reads it, printed in UTC and whole seconds. https://pkg.go.dev/k8s.io/apimachinery/pkg/apis/meta/v1#Time */
export function canonicalTime(text: string): TimeText {
  return printed(text, wholeSeconds, () => '')
}

/** A MicroTime: exactly six digits of a second. https://pkg.go.dev/k8s.io/apimachinery/pkg/apis/meta/v1#MicroTime */
export function canonicalMicroTime(text: string): TimeText {
  return printed(text, microseconds, ({ nanoseconds }) => {
    return `.${String(Math.trunc(nanoseconds / 1000)).padStart(6, '0')}`
  })
}

function printed(text: string, layout: Layout, fraction: (time: Time) => string): TimeText {
  const parsed = parseTime(asBytes(text), layout)
  if (parsed.kind === 'problem') return parsed
  const { time } = parsed
  const isZero = time.milliseconds === zeroTime && time.nanoseconds === 0
  return { kind: 'text', text: isZero ? null : `${printSeconds(time)}${fraction(time)}Z` }
}

/** A character for each byte of UTF-8. */
function asBytes(text: string): string {
  if (/^[\0-\x7f]*$/.test(text)) return text
  return Array.from(utf8(text), (byte) => String.fromCharCode(byte)).join('')
}

/** Years beyond four digits stand as they are, those before 0 with a minus, as Go formats them. */
function printSeconds({ milliseconds }: Time): string {
  const date = new Date(milliseconds)
  const year = date.getUTCFullYear()
  const sign = year < 0 ? '-' : ''
  const rest = date.toISOString().slice(-20, -5)
  return `${sign}${String(Math.abs(year)).padStart(4, '0')}${rest}`
}
