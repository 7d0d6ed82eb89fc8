/** The levels of the Pod Security Standards, from lax to strict. https://kubernetes.io/docs/concepts/security/pod-security-standards/ */
const levels = ['privileged', 'baseline', 'restricted'] as const

export type Level = (typeof levels)[number]

/** `latest`, or the Kubernetes minor version whose rules are meant. */
export type Version = 'latest' | `v1.${number}`

export interface LevelVersion {
  readonly level: Level
  readonly version: Version
}

/**
 * The level of that name. Another text is the strictest level and a problem in Kubernetes' words.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/staging/src/k8s.io/pod-security-admission/api/helpers.go
 */
export function parseLevel(text: string): { readonly level: Level; readonly problem?: string } {
  const level = levels.find((name) => name === text)
  return level === undefined
    ? { level: 'restricted', problem: `must be one of ${levels.join(', ')}` }
    : { level }
}

/**
 * The version of that name; one that is still to come is a version as well. Another text, or a number beyond int64, is
 * `latest` and a problem in Kubernetes' words.
 */
export function parseVersion(text: string): {
  readonly version: Version
  readonly problem?: string
} {
  return isVersion(text)
    ? { version: text }
    : { version: 'latest', problem: 'must be "latest" or "v1.x"' }
}

/** As users and messages write it: `baseline:v1.30`. */
export function printLevelVersion({ level, version }: LevelVersion): string {
  return `${level}:${version}`
}

const pattern = /^v1\.(0|[1-9][0-9]*)$/
const largestMinor = 2n ** 63n - 1n

function isVersion(text: string): text is Version {
  if (text === 'latest') return true
  const minor = pattern.exec(text)?.[1]
  return minor !== undefined && minor.length < 20 && BigInt(minor) <= largestMinor
}
