import type { Request } from '../admission/request.ts'
import { applicablePolicy } from './applicable-policy.ts'
import { judgePod } from './judge-pod.ts'
import type { Known } from './known.ts'
import { isFullyPrivileged } from './namespace-policy.ts'
import { isSignificantUpdate } from './pod-update.ts'
import {
  allowed,
  allowedWithAnnotations,
  failed,
  internalError,
  type Question,
  type Response,
} from './response.ts'
import { wantedObject } from './wanted-object.ts'

/** A Pod is judged in all modes; an update of it only where it changes what is judged. */
export function admitPod(request: Request, known: Known): Response | Question {
  if (ignoredSubresources.has(request.subResource)) return allowed
  const applicable = applicablePolicy(request, known)
  if (applicable.kind === 'unknown') {
    return failed(internalError(applicable.message), applicable.cause)
  }
  if (applicable.kind !== 'policy') return applicable
  const { policy, errors } = applicable
  if (errors.length === 0 && isFullyPrivileged(policy)) return nothingAsked
  const pod = wantedObject(request, { of: 'object', objectKind: 'Pod', age: '' })
  if (pod.kind !== 'object') return pod
  if (request.operation === 'UPDATE') {
    const old = wantedObject(request, { of: 'oldObject', objectKind: 'Pod', age: 'old ' })
    if (old.kind !== 'object') return old
    if (!isSignificantUpdate(pod.object, old.object)) return allowed
  }
  const { exemptions } = known.configuration
  return judgePod(pod.object, { request, policy, errors, exemptions, isEnforced: true })
}

/**
 * They carry no Pod, or change nothing that is judged; of any other sub-resource, also one that is still to come, it is
 * assumed that it does.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/staging/src/k8s.io/pod-security-admission/admission/admission.go#L316
 */
const ignoredSubresources: ReadonlySet<string> = new Set([
  'attach',
  'binding',
  'eviction',
  'exec',
  'log',
  'portforward',
  'proxy',
  'status',
])

const nothingAsked = allowedWithAnnotations({ 'enforce-policy': 'privileged:latest' })
