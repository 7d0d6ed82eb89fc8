import type { AccessQuestion } from '../../admission/access-review.ts'
import { subjectOf } from '../../admission/access-spec.ts'
import type { Finding } from '../../admission/decision.ts'
import type { Request } from '../../admission/request.ts'
import type { Admission } from '../../engine/admit.ts'
import { combine } from '../../engine/combine.ts'
import { type Facts, questionKey } from '../../engine/facts.ts'
import { printAccess } from '../../engine/print-access.ts'
import { emptyVerdict } from '../../engine/verdict.ts'
import { ownKinds } from '../../policy/definitions/own-kinds.ts'
import { jsonEqual } from '../../source/equal.ts'
import { fieldOf, type JsonObject, valueAt } from '../../source/json-value.ts'
import { problemFinding, refusal } from './object-findings.ts'
import { type ObjectReading, readObject } from './read-object.ts'
import { type RequiredAccess, requiredAccess } from './required-access.ts'
import type { Surroundings } from './surroundings.ts'

/**
 * Whether an object of our kinds may be stored: not with an error, and not by somebody who may not read what it reads.
 * Warnings go with it. What is being deleted, and an update that leaves the spec as it is, passes whatever is wrong.
 */
export function admitObject(request: Request, surroundings: Surroundings, facts: Facts): Admission {
  const { object } = request
  if (object === null || !isAsked(request)) return decision(request, [])
  const reading = readObject(object, surroundings)
  const findings = reading.problems.map((problem) => problemFinding(object, problem))
  if (findings.some(({ effect }) => effect === 'deny')) return decision(request, findings)
  const checks = accessChecks(request, reading, surroundings)
  const open = checks.filter(({ question }) => !facts.answers.has(questionKey(question)))
  if (open.length > 0) {
    return { kind: 'questions', questions: open.map(({ question }) => question) }
  }
  const denied = checks.flatMap((check) => denialOf(object, check, facts))
  return decision(request, [...denied, ...findings])
}

const group = 'sallyport.dev'

function isAsked({ resource, subResource, operation, object, oldObject }: Request): boolean {
  const isOurs =
    resource.group === group && ownKinds.some(({ plural }) => plural === resource.resource)
  if (!isOurs || subResource !== '') return false
  if (operation === 'CREATE') return true
  return operation === 'UPDATE' && !isBeingDeleted(oldObject) && !hasSameSpec(object, oldObject)
}

function isBeingDeleted(object: JsonObject | null): boolean {
  return (valueAt(object, ['metadata', 'deletionTimestamp']) ?? null) !== null
}

function hasSameSpec(object: JsonObject | null, oldObject: JsonObject | null): boolean {
  return jsonEqual(fieldOf(object, 'spec') ?? null, fieldOf(oldObject, 'spec') ?? null)
}

interface AccessCheck {
  readonly access: RequiredAccess
  readonly question: AccessQuestion
}

/**
 * An administrator may read everything. Kubernetes does not ask again where the param stays the same; here it does, as a
 * changed message may tell what the param holds.
 */
function accessChecks(
  { userInfo }: Request,
  { policy }: ObjectReading,
  { snapshot }: Surroundings,
): readonly AccessCheck[] {
  if (policy === undefined || userInfo.groups?.includes('system:masters') === true) return []
  return requiredAccess(policy, snapshot.kinds).map((access) => ({
    access,
    question: {
      kind: 'access',
      spec: { resourceAttributes: access.attributes, ...subjectOf(userInfo) },
    },
  }))
}

/** What nobody can answer is not allowed. */
function denialOf(
  object: JsonObject,
  { access, question }: AccessCheck,
  { answers }: Facts,
): readonly Finding[] {
  const answer = answers.get(questionKey(question))
  if (answer?.kind === 'reviewed' && answer.status.allowed) return []
  const may = printAccess(question.spec)
  const text =
    answer?.kind === 'failed'
      ? `${access.path}: ${answer.message}`
      : `${access.path}: whoever writes a policy must be allowed to read what it reads; it is not true that ${may}`
  return [refusal(object, text, 'Forbidden')]
}

function decision(request: Request, findings: readonly Finding[]): Admission {
  const verdict = { ...emptyVerdict(), findings: [...findings] }
  return { kind: 'decision', decision: combine(request, verdict) }
}
