import { isArray, isObject, type JsonValue } from '#src/core/source/json-value.ts'

/** Values that stand where others are expected, or nearly are what is expected. */
export const oddValues: readonly JsonValue[] = [
  true,
  0,
  -1,
  1.5,
  2 ** 31,
  2 ** 53,
  2n ** 62n,
  2n ** 80n,
  '',
  'x',
  '1',
  '-1',
  '1e3',
  '0.5',
  '1Ki',
  '1ki',
  '9'.repeat(40),
  '2023-02-29T00:00:00Z',
  '2024-02-29T00:00:00Z',
  '2023-04-31T00:00:00Z',
  '2023-00-01T00:00:00Z',
  '2023-01-01T24:00:00Z',
  '2023-01-01T00:00:00+01:00',
  [],
  ['x'],
  [1],
  {},
  { a: 1 },
  { a: 'b' },
]

/** The value with another one at the place that comes as that many-th on the way from the root; 0 is the root. */
export function changed(value: JsonValue, at: number, to: JsonValue): JsonValue {
  let left = at
  const visit = (current: JsonValue): JsonValue => {
    if (left-- === 0) return to
    if (isArray(current)) return current.map(visit)
    if (!isObject(current)) return current
    return Object.fromEntries(Object.entries(current).map(([key, item]) => [key, visit(item)]))
  }
  return visit(value)
}
