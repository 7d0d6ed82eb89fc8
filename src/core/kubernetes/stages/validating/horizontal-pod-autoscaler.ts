import { fieldOf, type JsonObject } from '../../../source/json-value.ts'
import { annotationsOf } from '../../object.ts'
import { roundTripAnnotations } from '../convert/horizontal-pod-autoscaler.ts'
import { editAt, withField, withMap } from '../edit.ts'
import { always, knowing, type Strategy } from './strategy.ts'

const { metrics, behavior, currentMetrics, conditions } = roundTripAnnotations

/**
 * Of `autoscaling/v1` annotations hold parts of the spec and of the status. A generation is counted since 1.37.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/registry/autoscaling/horizontalpodautoscaler/strategy.go
 */
export const horizontalPodAutoscaler: Strategy = {
  group: 'autoscaling',
  kind: 'HorizontalPodAutoscaler',
  generation: {
    since: '1.37',
    of: [['spec'], ...[metrics, behavior].map((name) => ['metadata', 'annotations', name])],
  },
  ownsStatusSince: always,
  prepareForCreate: knowing((object) => withStatusAnnotationsOf(object, {})),
  prepareForUpdate: knowing((object: JsonObject, old: JsonObject) =>
    withStatusAnnotationsOf(object, annotationsOf(old)),
  ),
}

function withStatusAnnotationsOf(object: JsonObject, before: JsonObject): JsonObject {
  const annotations = [currentMetrics, conditions].reduce(
    (own, name) => withField(own, name, fieldOf(before, name)),
    annotationsOf(object),
  )
  return editAt(object, ['metadata'], (metadata) => withMap(metadata, 'annotations', annotations))
}
