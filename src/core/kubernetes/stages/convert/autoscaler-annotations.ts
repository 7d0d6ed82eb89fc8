import { parseJson, printJson } from '../../../source/json.ts'
import { fieldOf, isArray, isObject, type JsonObject } from '../../../source/json-value.ts'
import type { KubernetesVersion } from '../../version.ts'
import { roundTripAnnotations } from './horizontal-pod-autoscaler.ts'

type ListAnnotation = 'metrics' | 'currentMetrics' | 'conditions'

/** The list that the annotation carries, or undefined where it carries none that Go can read. */
export function readItems(
  which: ListAnnotation,
  annotations: JsonObject,
): readonly JsonObject[] | undefined {
  const value = read(annotations, roundTripAnnotations[which])
  return isArray(value) ? value.filter(isObject) : undefined
}

/** The annotation of the list, or undefined for an empty one. */
export function printItems(_: ListAnnotation, items: readonly JsonObject[]): string | undefined {
  return items.length === 0 ? undefined : printJson(items)
}

export function printBehavior(annotations: JsonObject, _: KubernetesVersion): string | undefined {
  const value = read(annotations, roundTripAnnotations.behavior)
  return isObject(value) ? printJson(value) : undefined
}

function read(annotations: JsonObject, name: string) {
  const text = fieldOf(annotations, name)
  if (typeof text !== 'string') return undefined
  const parsed = parseJson(text)
  return parsed.kind === 'value' ? parsed.value : undefined
}
