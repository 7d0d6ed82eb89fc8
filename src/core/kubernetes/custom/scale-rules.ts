import { isObject, type JsonObject, type JsonValue } from '../../source/json-value.ts'
import type { ScalePaths } from './custom-kind.ts'
import { type FieldError, invalid, type NamedPlace } from './field-error.ts'
import { compareAsBytes, isGoInteger, printGoNumber } from './go-text.ts'

const largest = 2 ** 31 - 1

/**
 * What stands at the paths of the scale subresource.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/staging/src/k8s.io/apiextensions-apiserver/pkg/registry/customresource/validator.go
 */
export function scaleErrors(
  object: JsonObject,
  { specReplicasPath, statusReplicasPath, labelSelectorPath }: ScalePaths,
): readonly FieldError[] {
  return [
    ...replicasErrors(object, specReplicasPath),
    ...replicasErrors(object, statusReplicasPath),
    ...(labelSelectorPath === undefined ? [] : selectorErrors(object, labelSelectorPath)),
  ]
}

function replicasErrors(object: JsonObject, path: string): readonly FieldError[] {
  const { value, fault } = find(object, path, 'int64')
  const place = placeOf(path)
  if (fault !== undefined) return [invalid(place, 0, fault)]
  if (value === undefined) return []
  if (typeof value !== 'number' && typeof value !== 'bigint') return []
  if (value < 0) return [invalid(place, value, 'should be a non-negative integer')]
  return value > largest
    ? [invalid(place, value, `should be less than or equal to ${largest}`)]
    : []
}

function selectorErrors(object: JsonObject, path: string): readonly FieldError[] {
  const { fault } = find(object, path, 'string')
  return fault === undefined ? [] : [invalid(placeOf(path), '', fault)]
}

interface Found {
  readonly value?: JsonValue
  readonly fault?: string
}

/** The value at the path, or why it cannot be of that type. */
function find(object: JsonObject, path: string, type: 'int64' | 'string'): Found {
  const names = stepsOf(path)
  let value: JsonValue = object
  for (const [at, name] of names.entries()) {
    if (value === null) return {}
    if (!isObject(value)) {
      return { fault: mismatch(names.slice(0, at + 1), value, 'map[string]interface{}') }
    }
    if (!Object.hasOwn(value, name)) return {}
    value = value[name] ?? null
  }
  return goTypeOf(value) === type ? { value } : { fault: mismatch(names, value, type) }
}

function mismatch(names: readonly string[], value: JsonValue, expected: string): string {
  return `.${names.join('.')} accessor error: ${printPlain(value)} is of the type ${goTypeOf(value)}, expected ${expected}`
}

function goTypeOf(value: JsonValue): string {
  if (value === null) return '<nil>'
  if (typeof value === 'string') return 'string'
  if (typeof value === 'boolean') return 'bool'
  if (typeof value === 'object')
    return isObject(value) ? 'map[string]interface {}' : '[]interface {}'
  return isGoInteger(value) ? 'int64' : 'float64'
}

const deepestPrinted = 100

/** As `%v` prints a value. */
function printPlain(value: JsonValue, depth = 0): string {
  if (value === null) return '<nil>'
  if (typeof value === 'number' || typeof value === 'bigint') return printGoNumber(value)
  if (typeof value !== 'object') return String(value)
  if (depth > deepestPrinted) return '...'
  const inside = (item: JsonValue | undefined) => printPlain(item ?? null, depth + 1)
  if (!isObject(value)) return `[${value.map(inside).join(' ')}]`
  const names = Object.keys(value).sort(compareAsBytes)
  return `map[${names.map((name) => `${name}:${inside(value[name])}`).join(' ')}]`
}

function stepsOf(path: string): readonly string[] {
  return (path.startsWith('.') ? path.slice(1) : path).split('.')
}

/** Field errors name the path as it is written, with its dot. */
function placeOf(path: string): NamedPlace {
  return { steps: stepsOf(path), field: path }
}
