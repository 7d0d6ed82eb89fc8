import type { KubernetesVersion } from '../kubernetes/version.ts'
import type { Keep } from '../pod-security/evaluate.ts'
import type { LevelVersion, Version } from '../pod-security/level-version.ts'
import type { JsonObject } from '../source/json-value.ts'
import { keepIn } from './exclusion.ts'
import type { PodSecurityText } from './model.ts'

/** A level of the Pod Security Standards, ready to judge Pods. */
export interface CompiledPodSecurity {
  readonly text: PodSecurityText
  /** What Pods are held to: never newer than the release that is asked for. */
  readonly standard: LevelVersion
  /** Which of the findings in a Pod count; undefined where all do. */
  readonly keepIn: ((pod: JsonObject) => Keep) | undefined
}

/** `latest`, and versions after it, are those of the release, as in the API server of that release. */
export function compilePodSecurity(
  text: PodSecurityText,
  kubernetesVersion: KubernetesVersion,
): CompiledPodSecurity {
  const { level, version } = text.standard
  const { exclude } = text
  return {
    text,
    standard: { level, version: lowered(version, `v${kubernetesVersion}`) },
    keepIn: exclude.length === 0 ? undefined : (pod) => keepIn(pod, exclude),
  }
}

function lowered(version: Version, release: Version): Version {
  return version === 'latest' || minorOf(version) > minorOf(release) ? release : version
}

function minorOf(version: Version): number {
  return Number(version.slice('v1.'.length))
}
