import { isPlainMap } from '../list-and-map.ts'
import type { CelError, Value } from '../value.ts'
import { Boxed } from '../values/boxed.ts'
import { Bytes } from '../values/bytes.ts'
import { CelMap } from '../values/cel-map.ts'
import { Cidr } from '../values/cidr.ts'
import { IpAddress, widthOf } from '../values/ip-address.ts'
import { Optional } from '../values/optional.ts'

/**
 * How large a value is for the cost of a call: code points, octets, elements or entries, octets of an address; 1 for
 * everything else, errors too.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/staging/src/k8s.io/apiserver/pkg/cel/library/cost.go (actualSize)
 */
export function sizeOf(value: Value | CelError): number {
  if (typeof value === 'string') return codePointsOf(value)
  if (Array.isArray(value)) return value.length
  if (value instanceof Boxed) return sizeOfBoxed(value)
  return isPlainMap(value) ? Object.keys(value).length : 1
}

/**
 * The same where cel-go itself counts: an optional is as large as what it holds.
 * https://github.com/google/cel-go/blob/v0.29.2/interpreter/runtimecost.go (actualSize)
 */
export function sizeOfHeld(value: Value | CelError): number {
  return value instanceof Optional && value.value !== undefined
    ? sizeOfHeld(value.value)
    : sizeOf(value)
}

/** Most texts are short and have no surrogates, so one plain pass is the fastest. */
function codePointsOf(text: string): number {
  const { length } = text
  let count = length
  for (let index = 0; index < length; index++) {
    if ((text.charCodeAt(index) & 0xfc00) !== 0xd800 || index + 1 === length) continue
    if ((text.charCodeAt(index + 1) & 0xfc00) !== 0xdc00) continue
    count--
    index++
  }
  return count
}

function sizeOfBoxed(value: Boxed): number {
  if (value instanceof Bytes) return value.octets.length
  if (value instanceof CelMap) return value.entries.size
  if (value instanceof IpAddress) return widthOf(value) / 8
  return value instanceof Cidr ? Math.ceil(value.prefixLength / 8) : 1
}
