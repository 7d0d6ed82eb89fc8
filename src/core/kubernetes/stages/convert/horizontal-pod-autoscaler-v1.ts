import { fieldOf, type JsonObject } from '../../../source/json-value.ts'
import { annotationsOf } from '../../object.ts'
import { editAt, editExisting, objectAt, textOf, withField } from '../edit.ts'
import { printBehavior, printItems, readItems } from './autoscaler-annotations.ts'
import { always, type Conversion } from './conversion.ts'
import { roundTripAnnotations, withoutRoundTripAnnotations } from './horizontal-pod-autoscaler.ts'

/**
 * `autoscaling/v1` keeps in annotations what it has no field for: they are read, the CPU target and its current value move to
 * their fields, the rest is written again. Without any metric the CPU target is 80.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/apis/autoscaling/v1/conversion.go
 */
export const horizontalPodAutoscalerV1: Conversion = {
  apiVersion: 'autoscaling/v1',
  kind: 'HorizontalPodAutoscaler',
  convert: always((object, version) => {
    const before = annotationsOf(object)
    const metrics = readItems('metrics', before)
    const statuses = readItems('currentMetrics', before) ?? statusesOf(object)
    const others = (metrics ?? []).filter((metric) => targetOf(metric) === undefined)
    const targeted = withTarget(withoutRoundTripAnnotations(object), metrics ?? [])
    return withAnnotations(withCurrent(targeted, statuses), {
      [roundTripAnnotations.metrics]: printItems('metrics', others),
      [roundTripAnnotations.currentMetrics]: printItems('currentMetrics', statuses),
      [roundTripAnnotations.behavior]: printBehavior(before, version),
      [roundTripAnnotations.conditions]: printItems(
        'conditions',
        readItems('conditions', before) ?? [],
      ),
    })
  }),
}

const defaultTarget = 80

/** Metrics from the annotation come before the field; the first CPU target counts. */
function withTarget(object: JsonObject, metrics: readonly JsonObject[]): JsonObject {
  return editAt(object, ['spec'], (spec) => {
    const own = spec['targetCPUUtilizationPercentage']
    const target = [...metrics.map(targetOf), own].find((one) => one !== undefined)
    const isBare = metrics.length === 0 && own === undefined
    return withField(spec, 'targetCPUUtilizationPercentage', isBare ? defaultTarget : target)
  })
}

function targetOf(metric: JsonObject) {
  return cpuOf(metric, 'targetAverageUtilization')
}

function currentOf(metric: JsonObject) {
  return cpuOf(metric, 'currentAverageUtilization')
}

function cpuOf(metric: JsonObject, field: string) {
  const resource = objectAt(metric, ['resource'])
  const isCpu = metric['type'] === 'Resource' && textOf(resource, 'name') === 'cpu'
  return isCpu ? fieldOf(resource, field) : undefined
}

/** The only metric that the status itself can say. */
function statusesOf(object: JsonObject): readonly JsonObject[] {
  const current = objectAt(object, ['status'])['currentCPUUtilizationPercentage']
  if (current === undefined) return []
  const resource = {
    name: 'cpu',
    currentAverageUtilization: current,
    currentAverageValue: '0',
  }
  return [{ type: 'Resource', resource }]
}

function withCurrent(object: JsonObject, statuses: readonly JsonObject[]): JsonObject {
  const current = statuses.map(currentOf).findLast((one) => one !== undefined)
  return editExisting(object, ['status'], (status) =>
    withField(status, 'currentCPUUtilizationPercentage', current),
  )
}

function withAnnotations(
  object: JsonObject,
  texts: { readonly [name: string]: string | undefined },
): JsonObject {
  const entries = Object.entries(texts).flatMap(([name, text]) =>
    text === undefined ? [] : [[name, text] as const],
  )
  if (entries.length === 0) return object
  return editAt(object, ['metadata', 'annotations'], (annotations) => ({
    ...annotations,
    ...Object.fromEntries(entries),
  }))
}
