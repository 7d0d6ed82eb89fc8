import { isList } from '../cel/list-and-map.ts'
import { toJson } from '../cel/to-json.ts'
import { CelError, type Value } from '../cel/value.ts'
import { ObjectValue } from '../cel/values/object-value.ts'
import { quoteForGo } from '../source/go-quote.ts'
import type { AppliedOperation } from './json-patch.ts'
import { typeNameMismatches } from './type-names.ts'

/** Operations, or what is wrong with them in the API server's words. */
export type PatchOperations =
  | { readonly kind: 'operations'; readonly operations: readonly AppliedOperation[] }
  | { readonly kind: 'error'; readonly message: string }

/**
 * The JSON Patch that a list of `JSONPatch{…}` is.
 * https://github.com/kubernetes/apiserver/blob/v0.37.0/pkg/admission/plugin/policy/mutating/patch/json_patch.go
 */
export function patchOperations(value: Value): PatchOperations {
  const operations: AppliedOperation[] = []
  for (const element of isList(value) ? value : []) {
    const operation = element instanceof ObjectValue ? operationOf(element) : notJsonPatch
    if (operation instanceof CelError) return { kind: 'error', message: operation.message }
    operations.push(operation)
  }
  return { kind: 'operations', operations }
}

/** The checker asks for a list of JSONPatch, so only values that it knows nothing of come here. */
const notJsonPatch = new CelError(
  'type mismatch: JSONPatchType.expression should evaluate to array of JSONPatch',
)

function operationOf({ fields }: ObjectValue<Value>): AppliedOperation | CelError {
  const [op, path, from] = ['op', 'path', 'from'].map((name) => textOf(fields.get(name)))
  const given = fields.get('value')
  const value = given === undefined ? undefined : jsonOf(given)
  if (value instanceof CelError) return value
  const operation = { op: op ?? '', path: path ?? '', from: from === '' ? undefined : from, value }
  return unreadable(operation) ?? operation
}

function textOf(value: Value | undefined): string {
  return typeof value === 'string' ? value : ''
}

function jsonOf(value: Value) {
  const mismatches = value instanceof ObjectValue ? typeNameMismatches(value) : []
  if (mismatches.length > 0) return new CelError(`type mismatch: ${mismatches.join('\n')}`)
  const json = toJson(value)
  if (!(json instanceof CelError)) return json
  return new CelError(
    `JSONPath valueExpression evaluated to a type that could not marshal to JSON: ${json.message}`,
  )
}

/**
 * The API server writes operations with Go's quotes and reads them as JSON, which lacks some of Go's escapes: a path
 * with such a character cannot be read back.
 */
function unreadable({ op, path, from }: AppliedOperation): CelError | undefined {
  if (goOnlyEscape(op) !== undefined) return new CelError('JSON Patch: Unexpected kind: unknown')
  const inFrom = op === 'move' || op === 'copy' ? goOnlyEscape(from ?? '') : undefined
  if (inFrom !== undefined) return undecodable(op, 'from', inFrom)
  const inPath = goOnlyEscape(path)
  return inPath === undefined ? undefined : undecodable(op, 'path', inPath)
}

function undecodable(op: string, what: 'from' | 'path', letter: string): CelError {
  const hidesCause = what === 'path' && (op === 'add' || op === 'remove' || op === 'copy')
  const cause = hidesCause ? 'missing value' : `invalid character '${letter}' in string escape code`
  return new CelError(`JSON Patch: ${op} operation failed to decode ${what}: ${cause}`)
}

/** The letter of the first escape that Go writes and JSON does not know. */
function goOnlyEscape(text: string): string | undefined {
  return /^"(?:[^\\]|\\[^avxU])*\\([avxU])/.exec(quoteForGo(text))?.[1]
}
