import { isObject, type JsonObject, type JsonValue, parsePath, valueAt } from '../../core/index.ts'
import { withoutNulls } from './derive-object.ts'
import type { Trial } from './difference.ts'
import { refusalJson } from './refusal-differences.ts'
import type { Refusal } from './run-case.ts'

/**
 * The expectation that what came of the case would have met: what was said stays where it holds, and is said anew where it
 * does not. `written` is the expectation as the document has it.
 */
export function updatedExpectation(written: JsonObject, trial: Trial): JsonObject {
  const { actual } = trial
  const fields = actual.allowed ? whenAllowed(written, trial) : whenRefused(written, trial)
  const all = {
    ...written,
    allowed: actual.allowed,
    ...matchOf(trial),
    ...exemptionOf(trial),
    ...saidOf(written, trial),
    ...fields,
  }
  return ordered(written, withoutNulls(all))
}

/** What is in both keeps its place. */
function ordered(written: JsonObject, updated: JsonObject): JsonObject {
  const kept = Object.keys(written).filter((name) => Object.hasOwn(updated, name))
  const names = [...new Set([...kept, ...Object.keys(updated)])]
  return Object.fromEntries(names.map((name) => [name, updated[name] as JsonValue]))
}

function matchOf({ row, meant, actual }: Trial): JsonObject {
  const uses = [...actual.exemptions, ...actual.ignored].map(({ policy }) => policy)
  const isMatched = [...actual.applied, ...uses].some((name) => meant.includes(name))
  if (!isMatched) return { matched: false }
  return row.expect.matched === false ? { matched: null } : {}
}

function exemptionOf({ row, meant, actual }: Trial): JsonObject {
  const by = actual.exemptions
    .filter(({ policy }) => meant.includes(policy))
    .map(({ exemption }) => exemption)
  const { exempted } = row.expect
  const holds = exempted === undefined ? by.length === 0 : by.includes(exempted)
  return holds ? {} : { exempted: by[0] ?? null }
}

/** What is said of every request, where the case speaks of it. */
function saidOf(written: JsonObject, { row, actual }: Trial): JsonObject {
  const { warnings, auditAnnotations } = row.expect
  const annotations = Object.keys(auditAnnotations ?? {}).map((key): [string, JsonValue] => [
    key,
    Object.hasOwn(actual.auditAnnotations, key) ? (actual.auditAnnotations[key] ?? null) : null,
  ])
  return {
    ...(warnings === undefined ? {} : { warnings: actual.warnings }),
    ...(isObject(written['auditAnnotations'])
      ? { auditAnnotations: Object.fromEntries(annotations) }
      : {}),
  }
}

const ofRefusals = { message: null, path: null, refusals: null }
const ofChanges = { object: null, fields: null, patch: null, unchanged: null }

function whenAllowed(written: JsonObject, { row, meant, actual }: Trial): JsonObject {
  const { object, fields, patch, unchanged } = row.expect
  const failed = actual.ignored.some(({ policy }) => meant.includes(policy))
  const values = Object.keys(fields ?? {}).map((field): [string, JsonValue] => [
    field,
    valueAt(actual.judged, parsePath(field) ?? []) ?? null,
  ])
  return {
    ...ofRefusals,
    cause: failed ? 'error' : null,
    ...(object === undefined ? {} : { object: actual.object }),
    ...(isObject(written['fields']) ? { fields: Object.fromEntries(values) } : {}),
    ...(patch === undefined ? {} : { patch: actual.patch as unknown as JsonValue }),
    ...(unchanged === undefined ? {} : { unchanged: actual.patch.length === 0 }),
  }
}

function whenRefused(written: JsonObject, trial: Trial): JsonObject {
  const { row, meant, actual } = trial
  const own = actual.refusals.filter(({ policy }) => meant.includes(policy))
  if (row.expect.refusals !== undefined || own.length === 0) {
    return {
      ...ofChanges,
      ...ofRefusals,
      cause: null,
      refusals: actual.refusals.map((refusal) => refusalJson(refusal)),
    }
  }
  return { ...ofChanges, ...refusalOf(written, own, trial) }
}

/** The refusal that fits best what was said; what it says that was not said so far is left out, but for a new refusal. */
function refusalOf(written: JsonObject, own: readonly Refusal[], { row }: Trial): JsonObject {
  const { allowed, message = '', path } = row.expect
  const said = own.find((refusal) => message !== '' && refusal.message.includes(message))
  const first = own.find((refusal) => refusal.path === path) ?? own[0]
  const refusal = said ?? first
  if (refusal === undefined) return {}
  const speaks = (name: string) => allowed || (written[name] ?? null) !== null
  return {
    ...(speaks('message') && said === undefined ? { message: refusal.message } : {}),
    ...(speaks('path') ? { path: refusal.path === '' ? null : (refusal.path ?? null) } : {}),
    cause:
      refusal.cause === 'error' ? 'error' : row.expect.cause === 'violation' ? 'violation' : null,
  }
}
