import type { PatchOperation } from '../admission/patch-operation.ts'
import {
  fieldOf,
  isArray,
  isObject,
  type JsonObject,
  type JsonValue,
} from '../source/json-value.ts'
import type { Path } from '../source/path.ts'

/** Takes away what stands at the path. */
export function removal(path: Path): readonly PatchOperation[] {
  return [{ op: 'remove', path: pointer(path) }]
}

/** Puts the value at the path. What is missing above it, or is no object, comes with it in the same operation. */
export function setting(pod: JsonObject, path: Path, value: JsonValue): readonly PatchOperation[] {
  let holder: JsonValue = pod
  for (const [index, step] of path.entries()) {
    const found = childOf(holder, step)
    if (index === path.length - 1 || !(isObject(found) || isArray(found))) {
      return [
        {
          op: found === undefined ? 'add' : 'replace',
          path: pointer(path.slice(0, index + 1)),
          value: nested(path.slice(index + 1), value),
        },
      ]
    }
    holder = found
  }
  return []
}

/** Adds the item at the end of the list at the path; where no list stands there, one with the item alone. */
export function addition(pod: JsonObject, path: Path, item: JsonValue): readonly PatchOperation[] {
  let list: JsonValue | undefined = pod
  for (const step of path) list = childOf(list, step)
  return isArray(list)
    ? [{ op: 'add', path: `${pointer(path)}/-`, value: item }]
    : setting(pod, path, [item])
}

function childOf(holder: JsonValue | undefined, step: string | number): JsonValue | undefined {
  if (typeof step === 'string') return fieldOf(holder, step)
  return isArray(holder) ? holder[step] : undefined
}

function nested(path: Path, value: JsonValue): JsonValue {
  return path.reduceRight<JsonValue>((inner, step) => ({ [step]: inner }), value)
}

/** https://www.rfc-editor.org/rfc/rfc6901 */
function pointer(path: Path): string {
  return path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}
