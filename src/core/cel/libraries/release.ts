import { isAtLeast } from '../../kubernetes/version.ts'
import type { Environment } from '../environment.ts'
import type { Declaration } from './library.ts'

/** The part of an environment that decides which functions and names of types there are. */
export type Release = Pick<Environment, 'kubernetesVersion' | 'expressions' | 'mutation'>

/** Since when, until when and for which expressions something exists. */
export type Availability = Pick<Declaration, 'since' | 'until' | 'delayed' | 'mutationOnly'>

/** Whether the release has it. https://github.com/kubernetes/apiserver/blob/v0.37.0/pkg/cel/environment/environment.go */
export function isAvailable(availability: Availability, release: Release): boolean {
  const { since, until, delayed, mutationOnly } = availability
  const { kubernetesVersion, expressions, mutation } = release
  if (mutationOnly && !mutation) return false
  if (!isAtLeast(kubernetesVersion, since)) return false
  if (delayed && expressions === 'new' && kubernetesVersion === since) return false
  return until === undefined || isAtLeast(until, kubernetesVersion)
}
