import type { PatchOperation } from '../admission/patch-operation.ts'
import { diff } from '../mutation/diff.ts'
import { applyPatch } from '../mutation/json-patch.ts'
import { parsePointer } from '../source/json-pointer.ts'
import { isArray, type JsonObject, type JsonValue, valueAt } from '../source/json-value.ts'
import { type Path, printPath } from '../source/path.ts'
import type { FieldChange } from './record.ts'

/** What changed between two objects, one step after the other: an index is that of the list as it then is. */
export function fieldChanges(before: JsonObject, after: JsonObject): readonly FieldChange[] {
  const changes: FieldChange[] = []
  let current: JsonValue = before
  for (const operation of diff(before, after)) {
    const { kind, value } = next(current, operation)
    if (kind === 'patched') {
      changes.push(changeOf(operation, current, value))
      current = value
    }
  }
  return changes
}

function next(current: JsonValue, operation: PatchOperation) {
  const result = applyPatch(current, [operation])
  return result.kind === 'patched'
    ? ({ kind: 'patched', value: result.value } as const)
    : ({ kind: 'stuck', value: current } as const)
}

function changeOf(
  { op, path: pointer }: PatchOperation,
  before: JsonValue,
  after: JsonValue,
): FieldChange {
  const path = stepsOf(before, parsePointer(pointer) ?? [])
  return {
    path: printPath(path),
    op: op === 'remove' || op === 'replace' ? op : 'add',
    before: op === 'add' ? null : (valueAt(before, path) ?? null),
    after: op === 'remove' ? null : (valueAt(after, path) ?? null),
  }
}

/** Steps of a pointer, with indices of lists as numbers. */
function stepsOf(object: JsonValue, pointer: readonly string[]): Path {
  const steps: (string | number)[] = []
  for (const step of pointer) {
    steps.push(isArray(valueAt(object, steps)) && /^\d+$/.test(step) ? Number(step) : step)
  }
  return steps
}
