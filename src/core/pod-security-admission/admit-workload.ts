import type { Request } from '../admission/request.ts'
import { templateAt, templatePathOf } from '../kubernetes/pod-template.ts'
import { builtInKind } from '../kubernetes/schema/schema.ts'
import type { JsonObject } from '../source/json-value.ts'
import { applicablePolicy } from './applicable-policy.ts'
import { type HeldObject, heldObject, printKind } from './held-object.ts'
import { judgePod } from './judge-pod.ts'
import type { Known } from './known.ts'
import { isPrivileged } from './namespace-policy.ts'
import { allowed, allowedWithAnnotations, type Question, type Response } from './response.ts'

/** The Pod that a workload's template describes is audited and warned of; a workload is never refused. */
export function admitWorkload(request: Request, known: Known): Response | Question {
  if (request.subResource !== '') return allowed
  const applicable = applicablePolicy(request, known)
  if (applicable.kind === 'unknown') {
    return allowedWithError(`${applicable.message}: ${applicable.cause}`)
  }
  if (applicable.kind !== 'policy') return applicable
  const { policy, errors } = applicable
  const asksNothing = isPrivileged(policy.audit) && isPrivileged(policy.warn)
  if (errors.length === 0 && asksNothing) return allowed
  const held = heldObject(request.object, request.kind)
  if (held.kind === 'undecodable') {
    return allowedWithError(`failed to decode object: ${held.message}`)
  }
  const pod = describedPod(held)
  if (pod === 'none') return allowed
  if (pod === 'unexpected') {
    const kind = printKind(held)
    return allowedWithError(`failed to extract pod template: unexpected object type: ${kind}`)
  }
  const { exemptions } = known.configuration
  return judgePod(pod, { request, policy, errors, exemptions, isEnforced: false })
}

function allowedWithError(error: string): Response {
  return allowedWithAnnotations({ error })
}

/** The template, which has the shape of a Pod; the object itself where it is one. Only some may lack it, others have an empty one. */
function describedPod(
  held: Exclude<HeldObject, { kind: 'undecodable' }>,
): JsonObject | 'none' | 'unexpected' {
  if (held.kind === 'absent') return 'unexpected'
  const { apiVersion, objectKind, object } = held
  if (apiVersion === 'v1' && objectKind === 'Pod') return object
  const served = builtInKind(apiVersion, objectKind)
  const path = served && templatePathOf(served.group, served.resource)
  if (path === undefined) return 'unexpected'
  return templateAt(object, path) ?? (objectKind === 'ReplicationController' ? 'none' : {})
}
