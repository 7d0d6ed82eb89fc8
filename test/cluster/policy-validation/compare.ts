import type { JsonObject } from '#src/core/index.ts'
import type { Cause, Judgement } from './judgement.ts'

/** What each says that the other does not; undefined where both say the same. The API server says equal things once. */
export function difference(
  document: JsonObject,
  ours: Judgement,
  theirs: Judgement,
): object | undefined {
  if (ours.kind !== theirs.kind) return { ours, theirs }
  if (theirs.kind === 'undecodable' && theirs.fields.length === 0) return undefined
  const own = statements(document, ours)
  const other = statements(document, theirs)
  const onlyOurs = [...own].filter((text) => !other.has(text))
  const onlyTheirs = [...other].filter((text) => !own.has(text))
  return onlyOurs.length + onlyTheirs.length === 0 ? undefined : { onlyOurs, onlyTheirs }
}

function statements(document: JsonObject, judgement: Judgement): ReadonlySet<string> {
  switch (judgement.kind) {
    case 'accepted':
      return new Set()
    case 'undecodable':
      return new Set(judgement.fields)
    case 'invalid':
      return new Set(judgement.causes.map((cause) => statement(document, cause)))
  }
}

function statement(document: JsonObject, cause: Cause): string {
  const { reason, field, message } = cause
  return `${reason} ${field}: ${readsNoVariables(document, cause) ? 'no variables' : message}`
}

/**
 * What a new policy's expression that has no variables says of them: where conditions or a policy without variables name
 * some, creation knows no such name, and in force there is one without that field.
 */
export function readsNoVariables(document: JsonObject, { field, message }: Cause): boolean {
  if (!/^Invalid value: "[^\n]*variables[^\n]*": /.test(message)) return false
  if (field.startsWith('spec.matchConditions')) return true
  const { variables } = document['spec'] as JsonObject
  const isEmpty = !Array.isArray(variables) || variables.length === 0
  return isEmpty && document['kind'] === 'ValidatingAdmissionPolicy'
}
