import type { Request } from '../admission/request.ts'
import { labelsOf, nameOf } from '../kubernetes/object.ts'
import { type LevelVersion, printLevelVersion } from '../pod-security/level-version.ts'
import { quoteForGo } from '../source/go-quote.ts'
import type { JsonObject } from '../source/json-value.ts'
import { isExemptNamespace } from './exemptions.ts'
import { existingPodWarnings } from './existing-pods.ts'
import type { Known } from './known.ts'
import {
  compareLevels,
  isEquivalent,
  isFullyPrivileged,
  isLabelled,
  isPrivileged,
  isSame,
  labelledPolicy,
  modes,
  type NamespacePolicy,
} from './namespace-policy.ts'
import {
  allowed,
  allowedWithWarnings,
  invalidObject,
  printErrors,
  type Question,
  type Response,
  refused,
} from './response.ts'
import { wantedObject } from './wanted-object.ts'

/**
 * The labels of a namespace must be valid, unless they were not and stay as they are. Where more is enforced than before,
 * existing Pods that would no longer be let in are warned of.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/staging/src/k8s.io/pod-security-admission/admission/admission.go#L229
 */
export function admitNamespace(request: Request, known: Known): Response | Question {
  if (request.subResource !== '') return allowed
  const namespace = wantedObject(request, { of: 'object', objectKind: 'Namespace', age: '' })
  if (namespace.kind !== 'object') return namespace
  return request.operation === 'CREATE'
    ? create(request, namespace.object, known)
    : update(request, namespace.object, known)
}

function create(request: Request, namespace: JsonObject, { configuration }: Known): Response {
  const { defaults, exemptions } = configuration
  const { policy, errors } = labelledPolicy(labelsOf(namespace), defaults)
  if (errors.length > 0) return refused(invalidObject(request, printErrors(errors)))
  return isExemptNamespace(request, exemptions)
    ? allowedAlthoughIgnored(namespace, policy, defaults)
    : allowed
}

function update(request: Request, namespace: JsonObject, known: Known): Response | Question {
  const { defaults, exemptions } = known.configuration
  const old = wantedObject(request, { of: 'oldObject', objectKind: 'Namespace', age: ' old ' })
  if (old.kind !== 'object') return old
  const before = labelledPolicy(labelsOf(old.object), defaults)
  const { policy, errors } = labelledPolicy(labelsOf(namespace), defaults)
  if (errors.length > 0 && printErrors(errors) !== printErrors(before.errors)) {
    return refused(invalidObject(request, printErrors(errors)))
  }
  if (!asksMore(policy.enforce, before.policy.enforce)) return allowed
  if (isExemptNamespace(request, exemptions)) {
    return allowedAlthoughIgnored(namespace, policy, defaults)
  }
  return allowedAlthoughViolated(nameOf(namespace), policy.enforce, known)
}

/** Another version may ask for more at any level but the lowest. */
function asksMore(enforce: LevelVersion, before: LevelVersion): boolean {
  if (isPrivileged(enforce) || isSame(enforce, before)) return false
  return enforce.version !== before.version || compareLevels(enforce.level, before.level) > 0
}

function allowedAlthoughViolated(
  namespace: string,
  enforce: LevelVersion,
  { pods, configuration, interrupted = never }: Known,
): Response | Question {
  if (pods === undefined) return { kind: 'pods', namespace }
  if (pods.kind === 'failed') {
    return allowedWithWarnings(['failed to list pods while checking new PodSecurity enforce level'])
  }
  const { exemptions } = configuration
  const given = { namespace, pods: pods.value, exemptions, interrupted }
  return allowedWithWarnings(existingPodWarnings(enforce, given))
}

function never(): boolean {
  return false
}

/** An exempt namespace whose labels ask for something that nobody will look at. */
function allowedAlthoughIgnored(
  namespace: JsonObject,
  policy: NamespacePolicy,
  defaults: NamespacePolicy,
): Response {
  if (isFullyPrivileged(policy) || isEquivalent(policy, defaults)) return allowed
  const labels = labelsOf(namespace)
  const ignored = modes
    .filter((mode) => !isPrivileged(policy[mode]) && isLabelled(labels, mode))
    .map((mode) => `${mode}=${printLevelVersion(policy[mode])}`)
  const name = quoteForGo(nameOf(namespace))
  const text = `namespace ${name} is exempt from Pod Security, and the policy (${ignored.join(', ')}) will be ignored`
  return allowedWithWarnings([text])
}
