import { utf8 } from '../source/base64.ts'
import { jsonEqual } from '../source/equal.ts'
import { printJson } from '../source/json.ts'
import { isArray, isObject, type JsonValue } from '../source/json-value.ts'
import {
  type Draft,
  type Edit,
  insert,
  isOwnNull,
  newDraft,
  placeOf,
  readAt,
  remove as removeAt,
  replace as replaceAt,
  share,
} from './patch-place.ts'

/** An operation as it is applied: what is undefined was not given. */
export interface AppliedOperation {
  readonly op: string
  readonly path: string
  readonly from?: string | undefined
  readonly value?: JsonValue | undefined
}

export type PatchResult =
  | { readonly kind: 'patched'; readonly value: JsonValue }
  /** A `test` operation did not hold. */
  | { readonly kind: 'test-failed'; readonly message: string }
  | { readonly kind: 'error'; readonly message: string }

/**
 * Applies a JSON Patch without changing its input, as the API server applies those of webhooks and of mutating policies,
 * its leniencies and its words included: a missing field may be replaced, a negative index counts from the end.
 * https://github.com/evanphx/json-patch/blob/v4.13.0/patch.go
 */
export function applyPatch(value: JsonValue, patch: readonly AppliedOperation[]): PatchResult {
  const draft = newDraft(value)
  let copied = 0
  for (const operation of patch) {
    const step = applyOperation(draft, operation)
    if (step.kind !== 'done') return step
    copied += step.copied
    if (copied > maxCopiedBytes) return failed(tooMuchCopied(copied))
  }
  return { kind: 'patched', value: draft.document }
}

/** The API server's limit of what `copy` may add. https://github.com/kubernetes/apiserver/blob/v0.37.0/pkg/server/config.go (JSONPatchMaxCopyBytes) */
const maxCopiedBytes = 3 * 1024 * 1024

function tooMuchCopied(bytes: number): string {
  return `Unable to complete the copy, the accumulated size increase of copy is ${bytes}, exceeding the limit ${maxCopiedBytes}`
}

type Step =
  | { readonly kind: 'done'; readonly copied: number }
  | Exclude<PatchResult, { kind: 'patched' }>

const done: Step = { kind: 'done', copied: 0 }

const operations: ReadonlyMap<string, (draft: Draft, operation: AppliedOperation) => Step> =
  new Map([
    ['add', add],
    ['remove', remove],
    ['replace', replace],
    ['move', move],
    ['test', test],
    ['copy', copy],
  ])

function applyOperation(draft: Draft, operation: AppliedOperation): Step {
  const apply = operations.get(operation.op)
  return apply === undefined ? failed(`Unexpected kind: ${operation.op}`) : apply(draft, operation)
}

function add(draft: Draft, { path, value: added = null }: AppliedOperation): Step {
  const place = placeOf(draft, path)
  if (place === undefined) {
    return failed(`add operation does not apply: doc is missing path: "${path}": ${missing}`)
  }
  return stepOf(insert(place, added, 'patch'), `error in add for path: '${path}'`)
}

function remove(draft: Draft, { path }: AppliedOperation): Step {
  const place = placeOf(draft, path)
  if (place === undefined) {
    return failed(`remove operation does not apply: doc is missing path: "${path}": ${missing}`)
  }
  return stepOf(removeAt(place), `error in remove for path: '${path}'`)
}

function replace(draft: Draft, { path, value: replacement = null }: AppliedOperation): Step {
  if (path === '') {
    if (!isObject(replacement) && !isArray(replacement)) {
      return failed('replace operation value must be object or array: %!w(<nil>)')
    }
    draft.document = replacement
    return done
  }
  const place = placeOf(draft, path)
  if (place === undefined) {
    return failed(`replace operation does not apply: doc is missing path: ${path}: ${missing}`)
  }
  return readAt(place).kind === 'value'
    ? stepOf(replaceAt(place, replacement, 'patch'), `error in remove for path: '${path}'`)
    : failed(`replace operation does not apply: doc is missing key: ${path}: ${missing}`)
}

function move(draft: Draft, { path, from }: AppliedOperation): Step {
  if (from === undefined) return failed(`move operation failed to decode from: ${noFrom}`)
  const source = placeOf(draft, from)
  if (source === undefined) {
    return failed(`move operation does not apply: doc is missing from path: ${from}: ${missing}`)
  }
  const found = readAt(source)
  if (found.kind === 'error')
    return failed(`error in move for path: '${source.key}': ${found.message}`)
  const removed = stepOf(removeAt(source), `error in move for path: '${source.key}'`)
  if (removed.kind !== 'done') return removed
  const target = placeOf(draft, path)
  if (target === undefined) {
    return failed(
      `move operation does not apply: doc is missing destination path: ${path}: ${missing}`,
    )
  }
  return stepOf(insert(target, found.value ?? null), `error in move for path: '${path}'`)
}

function copy(draft: Draft, { path, from }: AppliedOperation): Step {
  if (from === undefined) return failed(`copy operation failed to decode from: ${noFrom}`)
  const source = placeOf(draft, from)
  if (source === undefined) {
    return failed(`copy operation does not apply: doc is missing from path: ${from}: ${missing}`)
  }
  const found = readAt(source)
  if (found.kind === 'error') return failed(`error in copy for from: '${from}': ${found.message}`)
  const target = placeOf(draft, path)
  if (target === undefined) {
    return failed(
      `copy operation does not apply: doc is missing destination path: ${path}: ${missing}`,
    )
  }
  share(draft, found.value)
  const step = stepOf(insert(target, found.value ?? null), 'error while adding value during copy')
  return step.kind === 'done' ? { ...step, copied: sizeOf(found.value) } : step
}

/**
 * A value that was not given equals one that is missing or null; a null that was given equals only one that the patch itself
 * put there.
 */
function test(draft: Draft, { path, value: expected }: AppliedOperation): Step {
  if (path === '')
    return tested(path, expected !== undefined && jsonEqual(draft.document, expected))
  const place = placeOf(draft, path)
  if (place === undefined) {
    return failed(`test operation does not apply: is missing path: ${path}: ${missing}`)
  }
  const found = readAt(place)
  if (found.kind === 'error') return failed(`error in test for path: '${path}': ${found.message}`)
  if (isOwnNull(place)) return tested(path, expected === null)
  const value = found.value ?? undefined
  return tested(path, equalWhereGiven(value, expected))
}

function tested(path: string, holds: boolean): Step {
  return holds
    ? done
    : { kind: 'test-failed', message: `testing value ${path} failed: test failed` }
}

function equalWhereGiven(value: JsonValue | undefined, expected: JsonValue | undefined): boolean {
  if (value === undefined || expected === undefined) return value === expected
  return jsonEqual(value, expected)
}

const missing = 'missing value'
const noFrom = `operation, missing from field: ${missing}`

function stepOf(edit: Edit, context: string): Step {
  return edit.kind === 'error' ? failed(`${context}: ${edit.message}`) : done
}

/** Octets of the text that Go writes for the value, which escapes what HTML would read. */
function sizeOf(value: JsonValue | undefined): number {
  if (value === undefined || value === null) return 0
  return utf8(printJson(value).replace(/[<>&\u2028\u2029]/g, '\\u0000')).length
}

function failed(message: string): Extract<Step, { kind: 'error' }> {
  return { kind: 'error', message }
}
