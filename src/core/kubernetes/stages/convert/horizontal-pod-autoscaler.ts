import type { JsonObject } from '../../../source/json-value.ts'
import { annotationsOf } from '../../object.ts'
import { editExisting, withMap } from '../edit.ts'
import { always, type Conversion } from './conversion.ts'

/** Where `autoscaling/v1` keeps what it has no field for. */
export const roundTripAnnotations = {
  metrics: 'autoscaling.alpha.kubernetes.io/metrics',
  behavior: 'autoscaling.alpha.kubernetes.io/behavior',
  currentMetrics: 'autoscaling.alpha.kubernetes.io/current-metrics',
  conditions: 'autoscaling.alpha.kubernetes.io/conditions',
  scaleDownTolerance: 'autoscaling.alpha.kubernetes.io/scale-down-tolerance',
  scaleUpTolerance: 'autoscaling.alpha.kubernetes.io/scale-up-tolerance',
} as const

/**
 * The annotations in which `autoscaling/v1` keeps what it has no field for are dropped.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/apis/autoscaling/v2/conversion.go
 */
export const horizontalPodAutoscaler: Conversion = {
  apiVersion: 'autoscaling/v2',
  kind: 'HorizontalPodAutoscaler',
  convert: always(withoutRoundTripAnnotations),
}

/** The object without the annotations that carry fields of other versions. */
export function withoutRoundTripAnnotations(object: JsonObject): JsonObject {
  const names: readonly string[] = Object.values(roundTripAnnotations)
  const entries = Object.entries(annotationsOf(object))
  const kept = entries.filter(([name]) => !names.includes(name))
  if (kept.length === entries.length) return object
  return editExisting(object, ['metadata'], (metadata) =>
    withMap(metadata, 'annotations', Object.fromEntries(kept)),
  )
}
