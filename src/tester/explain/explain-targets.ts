import {
  type Door,
  type KubernetesVersion,
  nearestName,
  type Problem,
  type Snapshot,
} from '../../core/index.ts'
import type { Ground } from '../ground.ts'
import type { Sending } from '../sending.ts'
import { namespaceNotes, pretend } from '../test-manifests.ts'
import { explainManifest } from './explain-manifest.ts'
import type { ExplainReport } from './explain-report.ts'
import { explainReview } from './explain-review.ts'
import type { Target } from './targets.ts'

export interface ExplainOptions {
  readonly ground: Ground
  readonly kubernetesVersion: KubernetesVersion
  readonly sending: Sending
  /** To which webhook reviews are taken to have come. */
  readonly door: Door
  /** The only policy that is told of. */
  readonly policy: string | undefined
  /** What was taken for granted before, a sentence each. */
  readonly notes: readonly string[]
  /** What was found when the snapshot was made. */
  readonly problems: readonly Problem[]
  /** The time of the requests, RFC 3339. */
  readonly time: string
  /** Milliseconds. */
  readonly clock: () => number
  /** That of sallyport. */
  readonly version: string
}

/** How each target comes by its verdict. */
export function explainTargets(targets: readonly Target[], options: ExplainOptions): ExplainReport {
  const { ground, sending, door, policy, clock, version, time, problems, notes } = options
  const { cluster, assumed } = pretend(options)
  const telling = { policy, clock }
  const explanations = targets.map((target) =>
    target.kind === 'review'
      ? explainReview(target.review, door, cluster, telling)
      : explainManifest(target.manifest, cluster, sending, telling),
  )
  return {
    version,
    time,
    policy: policy ?? null,
    problems,
    notes: [...notes, ...namespaceNotes(assumed, ground)],
    explanations,
  }
}

/** What is wrong with the name of a policy, undefined where it is one of them. */
export function policyProblem(
  name: string | undefined,
  { policySet, podSecurity }: Snapshot,
): string | undefined {
  const own = policySet.policies.map(({ policy }) => policy.name)
  const names = podSecurity === undefined ? own : [...own, 'PodSecurity']
  if (name === undefined || names.includes(name)) return undefined
  const near = nearestName(name, names)
  if (near !== undefined) return `--policy ${name}: there is no such policy; did you mean ${near}?`
  const shown = names.slice(0, mostNames).join(', ')
  const more = names.length > mostNames ? ', …' : ''
  return `--policy ${name}: there is no such policy; there are ${shown}${more}`
}

const mostNames = 10
