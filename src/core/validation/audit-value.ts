import { utf8 } from '../source/base64.ts'
import { trimSpace } from '../source/trim-space.ts'

const maxBytes = 10 * 1024

/**
 * An audit annotation's value as it is published: trimmed, at most 10 KiB of UTF-8, cut between characters.
 * https://github.com/kubernetes/apiserver/blob/master/pkg/admission/plugin/policy/validating/validator.go
 */
export function auditValue(value: string): string {
  const trimmed = trimSpace(value)
  if (utf8(trimmed).length <= maxBytes) return trimmed
  let bytes = 0
  let text = ''
  for (const character of trimmed) {
    bytes += utf8(character).length
    if (bytes > maxBytes) break
    text += character
  }
  return text
}
