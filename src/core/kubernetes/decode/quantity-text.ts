import { parseQuantity } from '../parse-quantity.ts'
import { printQuantity } from '../quantity.ts'

/** The quantity as Kubernetes prints it, or its words for what is wrong. */
export type QuantityText =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'problem'; readonly message: string }

/** White space that JSON text holds unescaped; what is escaped, Kubernetes does not see as white space. */
const space = /[\u0020\u0085\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/

/** Most quantities are printed as they are written: `500m`, `2`, `64Mi`. */
const plainDecimal = /^[1-9]\d{0,14}[numkMGTPE]?$/
const plainBinary = /^[1-9]\d{0,2}[KMG]i$/

/**
 * The canonical form of a quantity's text, outer spaces apart: `0.5` is `500m`, `1.5Gi` is `1536Mi`.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/staging/src/k8s.io/apimachinery/pkg/api/resource/quantity.go
 */
export function canonicalQuantity(text: string): QuantityText {
  if (isPlain(text)) return { kind: 'text', text }
  const parsed = parseQuantity(withoutOuterSpace(text))
  if (parsed.kind === 'problem') return parsed
  return { kind: 'text', text: printQuantity(parsed.quantity) }
}

/** By hand: a pattern for the end would look again from every space in between. */
function withoutOuterSpace(text: string): string {
  let start = 0
  let end = text.length
  while (start < end && space.test(text.charAt(start))) start++
  while (end > start && space.test(text.charAt(end - 1))) end--
  return text.slice(start, end)
}

function isPlain(text: string): boolean {
  return plainBinary.test(text) || (plainDecimal.test(text) && !text.includes('000'))
}
