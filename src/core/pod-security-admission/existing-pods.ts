import { compareAsBytes } from '../kubernetes/custom/go-text.ts'
import { nameOf } from '../kubernetes/object.ts'
import { evaluatePod } from '../pod-security/evaluate.ts'
import { type LevelVersion, printLevelVersion } from '../pod-security/level-version.ts'
import { quoteForGo } from '../source/go-quote.ts'
import { fieldOf, isArray, type JsonObject } from '../source/json-value.ts'
import { type Exemptions, hasExemptRuntimeClass } from './exemptions.ts'

/** Which Pods a raised level concerns, and how long one may look at them. */
interface ExistingPods {
  readonly namespace: string
  readonly pods: readonly JsonObject[]
  readonly exemptions: Exemptions
  /** Asked after each Pod; the rest is left out once it says yes. */
  readonly interrupted: () => boolean
}

/** Of more Pods only so many are looked at. */
const mostPods = 3000

/**
 * The warnings about Pods that violate the level which their namespace is to enforce from now on: one for each set of
 * reasons, with the first of the Pods that share it. One Pod of each controller is looked at before all further ones.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/staging/src/k8s.io/pod-security-admission/admission/admission.go#L539
 */
export function existingPodWarnings(enforce: LevelVersion, given: ExistingPods): readonly string[] {
  const { namespace, pods, exemptions } = given
  const concerned = prioritized(pods.filter((pod) => !hasExemptRuntimeClass(pod, exemptions)))
  const { looked, violators } = lookAt(concerned.slice(0, mostPods), enforce, given.interrupted)
  const partial = `new PodSecurity enforce level only checked against the first ${looked} of ${concerned.length} existing pods`
  const summary = `existing pods in namespace ${quoteForGo(namespace)} violate the new PodSecurity enforce level ${quoteForGo(printLevelVersion(enforce))}`
  return [
    ...(looked < concerned.length ? [partial] : []),
    ...(violators.size > 0 ? [summary] : []),
    ...[...violators].map(violatorText).sort(compareAsBytes),
  ]
}

/** Pods that violate the level for the same reasons. */
interface Violators {
  /** The name that comes first among theirs. */
  readonly first: string
  readonly count: number
}

type ViolatorsByReason = ReadonlyMap<string, Violators>

function lookAt(
  pods: readonly JsonObject[],
  enforce: LevelVersion,
  interrupted: () => boolean,
): { readonly looked: number; readonly violators: ViolatorsByReason } {
  const violators = new Map<string, Violators>()
  let looked = 0
  for (const pod of pods) {
    looked++
    const { allowed, reason } = evaluatePod(pod, enforce)
    if (!allowed) violators.set(reason, withPod(violators.get(reason), nameOf(pod)))
    if (interrupted()) break
  }
  return { looked, violators }
}

function withPod(violators: Violators | undefined, name: string): Violators {
  if (violators === undefined) return { first: name, count: 1 }
  const { first, count } = violators
  return { first: compareAsBytes(name, first) < 0 ? name : first, count: count + 1 }
}

function violatorText([reason, { first, count }]: [string, Violators]): string {
  if (count === 1) return `${first}: ${reason}`
  const others = count === 2 ? '1 other pod' : `${count - 1} other pods`
  return `${first} (and ${others}): ${reason}`
}

/** The first Pod of each controller, and those without one; then the others: they are likely to be the same. */
function prioritized(pods: readonly JsonObject[]): readonly JsonObject[] {
  const controllers = new Set<string>()
  const further: JsonObject[] = []
  const first = pods.filter((pod) => {
    const controller = controllerOf(pod)
    if (controller === undefined || !controllers.has(controller)) {
      if (controller !== undefined) controllers.add(controller)
      return true
    }
    further.push(pod)
    return false
  })
  return [...first, ...further]
}

/** The uid of the owner that controls the Pod. */
function controllerOf(pod: JsonObject): string | undefined {
  const owners = fieldOf(fieldOf(pod, 'metadata'), 'ownerReferences')
  if (!isArray(owners)) return undefined
  const controller = owners.find((owner) => fieldOf(owner, 'controller') === true)
  return controller === undefined ? undefined : String(fieldOf(controller, 'uid') ?? '')
}
