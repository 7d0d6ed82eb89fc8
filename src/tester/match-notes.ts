import type { Snapshot } from '../core/index.ts'
import { isUnmatched, placeOf, type TestResult } from './report.ts'
import type { Sending } from './sending.ts'

const mostNamed = 5

/** Which manifests nothing was tested of, the first ones by name. */
export function unmatchedNotes(results: readonly TestResult[]): readonly string[] {
  const unmatched = results.filter(isUnmatched)
  if (unmatched.length === 0) return []
  const names = firstOf(unmatched.map(placeOf))
  return [
    `no policy matched ${partOf(unmatched, results)}: ${names} (in --output json: applied is empty)`,
  ]
}

/** Which policies no manifest tested: a policy that never matches passes whatever it says. */
export function idlePolicyNotes(
  results: readonly TestResult[],
  { policySet, podSecurity }: Snapshot,
): readonly string[] {
  const applied = new Set(results.flatMap((result) => result.applied))
  const names = [
    ...policySet.policies.map(({ policy }) => policy.name),
    ...(podSecurity === undefined ? [] : ['PodSecurity']),
  ]
  const idle = [...new Set(names)].filter((name) => !applied.has(name))
  if (idle.length === 0) return []
  const subject = idle.length === 1 ? '1 policy' : `${idle.length} policies`
  return [`${subject} matched no manifest: ${firstOf(idle)}`]
}

/** Of what is updated or deleted without an old object nobody knows what the cluster holds. */
export function withoutOldNotes(
  results: readonly TestResult[],
  { oldObjects }: Sending,
): readonly string[] {
  const alone = results.filter(
    ({ operation, ...result }) =>
      (operation === 'UPDATE' || operation === 'DELETE') && !oldObjects.isOf(result),
  )
  if (alone.length === 0) return []
  const names = firstOf(alone.map(placeOf))
  return [
    `no --old for ${partOf(alone, results)}, taken to be in the cluster as they are written: ${names}`,
  ]
}

function partOf(some: readonly TestResult[], all: readonly TestResult[]): string {
  return `${some.length} of ${all.length} ${all.length === 1 ? 'manifest' : 'manifests'}`
}

function firstOf(names: readonly string[]): string {
  const more = names.length - mostNamed
  const first = names.slice(0, mostNamed).join(', ')
  return more > 0 ? `${first} and ${more} more` : first
}
