import { codePointCount } from '../code-points.ts'
import { sizeOfMap } from '../list-and-map.ts'
import type { ListValue, Value } from '../value.ts'
import { CelError } from '../value.ts'
import type { Bytes } from '../values/bytes.ts'
import { noSuchOverload } from '../values/cel-error.ts'
import { Duration } from '../values/duration.ts'
import { Timestamp } from '../values/timestamp.ts'
import { globalFunction, type Library, method } from './library.ts'

const options = { mismatch }
const octetsOf = ({ octets }: Bytes) => octets.length
const elementsOf = ({ length }: ListValue) => length

/** `size(x)` and `x.size()`: code points, octets, elements or entries. */
export const sizeLibrary: Library = {
  name: 'size',
  overloads: [
    globalFunction('size', 'size_bytes', ['bytes'], 'int', octetsOf, options),
    method('size', 'bytes_size', ['bytes'], 'int', octetsOf, options),
    globalFunction('size', 'size_list', ['list(A)'], 'int', elementsOf, options),
    method('size', 'list_size', ['list(A)'], 'int', elementsOf, options),
    globalFunction('size', 'size_map', ['map(A, B)'], 'int', sizeOfMap, options),
    method('size', 'map_size', ['map(A, B)'], 'int', sizeOfMap, options),
    globalFunction('size', 'size_string', ['string'], 'int', codePointCount, options),
    method('size', 'string_size', ['string'], 'int', codePointCount, options),
  ],
}

/** Times and durations have methods of their own, which makes cel-go's text another one. */
function mismatch([value]: readonly Value[]): CelError {
  const hasMethods = value instanceof Timestamp || value instanceof Duration
  return hasMethods ? noSuchOverload() : new CelError('no such overload: size')
}
