import { codePointCount } from '../code-points.ts'
import { sizeOfMap } from '../list-and-map.ts'
import type { Value } from '../value.ts'
import { CelError } from '../value.ts'
import { noSuchOverload } from '../values/cel-error.ts'
import { Duration } from '../values/duration.ts'
import { Timestamp } from '../values/timestamp.ts'
import { globalFunction, type Library, method } from './library.ts'

const options = { mismatch }

/** `size(x)` and `x.size()`: code points, octets, elements or entries. */
export const sizeLibrary: Library = {
  name: 'size',
  overloads: [globalFunction, method].flatMap((declare) => [
    declare('size', ['string'], 'int', codePointCount, options),
    declare('size', ['bytes'], 'int', ({ octets }) => octets.length, options),
    declare('size', ['list(A)'], 'int', ({ length }) => length, options),
    declare('size', ['map(A, B)'], 'int', sizeOfMap, options),
  ]),
}

/** Times and durations have methods of their own, which makes cel-go's text another one. */
function mismatch([value]: readonly Value[]): CelError {
  const hasMethods = value instanceof Timestamp || value instanceof Duration
  return hasMethods ? noSuchOverload() : new CelError('no such overload: size')
}
