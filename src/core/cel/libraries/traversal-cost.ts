import { entriesOf, isList, isMap } from '../list-and-map.ts'
import type { CelError, Value } from '../value.ts'
import { Bytes } from '../values/bytes.ts'
import { stringFactor } from './cost-rules.ts'

/**
 * What walking through all of a value costs: a tenth of each text's octets, rounded down; 1 for anything else that is no
 * list or map.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/staging/src/k8s.io/apiserver/pkg/cel/library/cost.go (traversalCost)
 */
export function traversalCost(value: Value | CelError): number {
  if (typeof value === 'string') return Math.floor(utf8Length(value) * stringFactor)
  if (value instanceof Bytes) return Math.floor(value.octets.length * stringFactor)
  if (isList(value))
    return value.reduce<number>((cost, element) => cost + traversalCost(element), 0)
  if (!isMap(value)) return 1
  return entriesOf(value).reduce(
    (cost, [key, element]) => cost + traversalCost(key) + traversalCost(element),
    0,
  )
}

/** A surrogate pair is four octets, so each half counts two. */
function utf8Length(text: string): number {
  let length = 0
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index)
    if (unit < 0x80) length += 1
    else if (unit < 0x800 || (unit & 0xf800) === 0xd800) length += 2
    else length += 3
  }
  return length
}
