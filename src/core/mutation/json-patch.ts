import type { PatchOperation } from '../admission/patch-operation.ts'
import { jsonEqual } from '../source/equal.ts'
import { parsePointer } from '../source/json-pointer.ts'
import { isArray, isObject, type JsonObject, type JsonValue } from '../source/json-value.ts'

export type PatchResult =
  | { readonly kind: 'patched'; readonly value: JsonValue }
  /** A `test` operation did not hold. */
  | { readonly kind: 'test-failed'; readonly message: string }
  | { readonly kind: 'error'; readonly message: string }

/** Applies a JSON Patch without changing its input. https://www.rfc-editor.org/rfc/rfc6902 */
export function applyPatch(value: JsonValue, patch: readonly PatchOperation[]): PatchResult {
  let current = value
  for (const [index, operation] of patch.entries()) {
    const result = applyOperation(current, operation)
    if (result.kind !== 'patched') {
      return {
        ...result,
        message: `operation ${index} (${operation.op} ${operation.path}): ${result.message}`,
      }
    }
    current = result.value
  }
  return { kind: 'patched', value: current }
}

function applyOperation(value: JsonValue, operation: PatchOperation): PatchResult {
  switch (operation.op) {
    case 'add':
      return atPointer(operation.path, (steps) => add(value, steps, operation.value))
    case 'remove':
      return atPointer(operation.path, (steps) => remove(value, steps))
    case 'replace':
      return atPointer(operation.path, (steps) => replace(value, steps, operation.value))
    case 'test':
      return atPointer(operation.path, (steps) => test(value, steps, operation.value))
    case 'copy':
      return withSource(value, operation.from, (source) =>
        atPointer(operation.path, (steps) => add(value, steps, source)),
      )
    case 'move':
      return withSource(value, operation.from, (source, from) => {
        if (operation.path.startsWith(`${operation.from}/`)) {
          return error('a value cannot be moved into itself')
        }
        const removed = remove(value, from)
        return removed.kind === 'patched'
          ? atPointer(operation.path, (steps) => add(removed.value, steps, source))
          : removed
      })
  }
}

type Steps = readonly string[]

function atPointer(pointer: string, apply: (steps: Steps) => PatchResult): PatchResult {
  const steps = parsePointer(pointer)
  return steps === undefined ? error(`"${pointer}" is no JSON Pointer`) : apply(steps)
}

function withSource(
  value: JsonValue,
  pointer: string,
  use: (source: JsonValue, steps: Steps) => PatchResult,
): PatchResult {
  return atPointer(pointer, (steps) => {
    const source = read(value, steps)
    return source === undefined ? error(`nothing is at ${pointer}`) : use(source, steps)
  })
}

function read(value: JsonValue, steps: Steps): JsonValue | undefined {
  let current: JsonValue | undefined = value
  for (const step of steps) {
    if (isArray(current)) current = isIndex(step) ? current[Number(step)] : undefined
    else if (isObject(current)) current = Object.hasOwn(current, step) ? current[step] : undefined
    else return undefined
  }
  return current
}

function add(value: JsonValue, steps: Steps, added: JsonValue): PatchResult {
  return change(value, steps, {
    root: () => patched(added),
    inObject: (object, key) => patched({ ...object, ...entry(key, added) }),
    inArray: (array, step) => {
      const index = step === '-' ? array.length : indexOf(step)
      return index === undefined || index > array.length
        ? error(`index ${step} is outside of the list`)
        : patched(array.toSpliced(index, 0, added))
    },
  })
}

function remove(value: JsonValue, steps: Steps): PatchResult {
  return change(value, steps, {
    root: () => error('the whole document cannot be removed'),
    inObject: (object, key) =>
      Object.hasOwn(object, key) ? patched(without(object, key)) : error(`there is no "${key}"`),
    inArray: (array, step) => {
      const index = indexOf(step)
      return index === undefined || index >= array.length
        ? error(`index ${step} is outside of the list`)
        : patched(array.toSpliced(index, 1))
    },
  })
}

function replace(value: JsonValue, steps: Steps, replacement: JsonValue): PatchResult {
  return change(value, steps, {
    root: () => patched(replacement),
    inObject: (object, key) =>
      Object.hasOwn(object, key)
        ? patched({ ...object, ...entry(key, replacement) })
        : error(`there is no "${key}"`),
    inArray: (array, step) => {
      const index = indexOf(step)
      return index === undefined || index >= array.length
        ? error(`index ${step} is outside of the list`)
        : patched(array.with(index, replacement))
    },
  })
}

function test(value: JsonValue, steps: Steps, expected: JsonValue): PatchResult {
  const found = read(value, steps)
  return found !== undefined && jsonEqual(found, expected)
    ? patched(value)
    : { kind: 'test-failed', message: 'the value is another' }
}

interface Edit {
  readonly root: () => PatchResult
  readonly inObject: (object: JsonObject, key: string) => PatchResult
  readonly inArray: (array: readonly JsonValue[], step: string) => PatchResult
}

/** The value with the container that the last step leads into replaced by its edited copy. */
function change(value: JsonValue, steps: Steps, edit: Edit): PatchResult {
  const [step, ...rest] = steps
  if (step === undefined) return edit.root()
  if (rest.length === 0) {
    if (isArray(value)) return edit.inArray(value, step)
    return isObject(value) ? edit.inObject(value, step) : error(`"${step}" is below a scalar`)
  }
  const child = read(value, [step])
  if (child === undefined) return error(`there is no "${step}"`)
  const changed = change(child, rest, edit)
  if (changed.kind !== 'patched') return changed
  return isArray(value)
    ? patched(value.with(Number(step), changed.value))
    : patched({ ...(value as JsonObject), ...entry(step, changed.value) })
}

function entry(key: string, value: JsonValue): JsonObject {
  return Object.fromEntries([[key, value]])
}

function without(object: JsonObject, key: string): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([name]) => name !== key))
}

function indexOf(step: string): number | undefined {
  return isIndex(step) ? Number(step) : undefined
}

function isIndex(step: string): boolean {
  return /^(0|[1-9]\d{0,8})$/.test(step)
}

function patched(value: JsonValue): PatchResult {
  return { kind: 'patched', value }
}

function error(message: string): PatchResult {
  return { kind: 'error', message }
}
