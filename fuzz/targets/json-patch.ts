import { diff } from '../../src/core/mutation/diff.ts'
import { type AppliedOperation, applyPatch } from '../../src/core/mutation/json-patch.ts'
import { jsonEqual } from '../../src/core/source/equal.ts'
import { parseJson, printJson } from '../../src/core/source/json.ts'
import { fieldOf, isArray, isObject, type JsonValue } from '../../src/core/source/json-value.ts'
import { decodeUtf8 } from '../../src/core/source/read-text.ts'
import { must, mustLeavePrototypes } from '../oracle.ts'

/**
 * `{"document": …, "patch": […]}`: a patch applies or says why not, and its input stays; the difference between what was
 * and what became of it is a patch that makes the one into the other, both ways.
 */
export function fuzz(bytes: Uint8Array): void {
  const decoded = decodeUtf8(bytes)
  if (decoded.kind === 'problem') return
  const parsed = parseJson(decoded.text)
  if (parsed.kind === 'problem') return
  const document = fieldOf(parsed.value, 'document')
  const patch = fieldOf(parsed.value, 'patch')
  if (document === undefined || !isArray(patch)) return
  const before = printJson(document)
  const result = applyPatch(
    document,
    patch.filter(isOperation) as unknown as readonly AppliedOperation[],
  )
  must(printJson(document) === before, 'the input was changed', document)
  if (result.kind === 'patched') {
    mustLeadTo(document, result.value)
    mustLeadTo(result.value, document)
  } else must(result.message !== '', 'refused without a word')
  mustLeavePrototypes()
}

function mustLeadTo(before: JsonValue, after: JsonValue): void {
  const operations = diff(before, after)
  const applied = applyPatch(before, operations)
  const arrived = applied.kind === 'patched' && jsonEqual(applied.value, after)
  must(
    arrived,
    'the difference does not lead to the other value',
    before,
    after,
    operations,
    applied,
  )
}

function isOperation(value: JsonValue): boolean {
  if (!isObject(value)) return false
  const { op, path, from } = value
  return (
    typeof op === 'string' &&
    typeof path === 'string' &&
    (from === undefined || typeof from === 'string')
  )
}
