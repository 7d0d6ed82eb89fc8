import { utf8 } from '../../source/base64.ts'

const hostname =
  /^(?:[\dA-Za-z\p{S}\p{L}](?:-?[\dA-Za-z\p{S}\p{L}]{0,62})?|(?:[\dA-Za-z\p{S}\p{L}](?:[\dA-Za-z\p{S}\p{L}-]{0,61}[\dA-Za-z\p{S}\p{L}])?\.)+[A-Za-z\p{L}]{2,63})$/u
const longestHost = 255
const longestLabel = 63

/** A host name in the sense of https://github.com/kubernetes/kube-openapi/blob/master/pkg/validation/strfmt/default.go */
export function isHostname(text: string): boolean {
  if (text.length > longestHost || utf8(text).length > longestHost) return false
  return hostname.test(text) && text.split('.').every((label) => utf8(label).length <= longestLabel)
}

const label = '[a-z0-9](?:[-a-z0-9]*[a-z0-9])?'
const shortName = new RegExp(`^${label}$`)
const longName = new RegExp(`^${label}(?:\\.${label})*$`)
const longestName = 253

export function isShortName(text: string): boolean {
  return text.length <= longestLabel && shortName.test(text)
}

export function isLongName(text: string): boolean {
  return text.length <= longestName && longName.test(text)
}

/** 6, 8 or 20 bytes: in pairs with colons or hyphens, in fours with dots, or without either. */
export function isMac(text: string): boolean {
  const digits = text.replaceAll(/[.:-]/g, '')
  if (!/^[\dA-Fa-f]+$/.test(digits) || ![12, 16, 40].includes(digits.length)) return false
  return /^(?:..(?::..)*|..(?:-..)*|.{4}(?:\.[\dA-Fa-f]{4})*|[^.:-]+)$/.test(text)
}
