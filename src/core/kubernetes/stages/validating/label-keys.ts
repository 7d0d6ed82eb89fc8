import { isObject, type JsonObject } from '../../../source/json-value.ts'
import { labelsOf } from '../../object.ts'
import { isAtLeast, type KubernetesVersion } from '../../version.ts'
import { editExisting, editItems, listOf } from '../edit.ts'

const affinities = ['podAffinity', 'podAntiAffinity']

/**
 * The label keys of affinity terms (since 1.31) and topology spread constraints (since 1.34) become requirements of their label
 * selectors, with the Pod's own values.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/registry/core/pod/strategy.go (mutatePodAffinity, mutateTopologySpreadConstraints)
 */
export function withLabelKeysApplied(pod: JsonObject, version: KubernetesVersion): JsonObject {
  const labels = labelsOf(pod)
  const apply = (term: JsonObject) => withRequirements(term, labels)
  return editExisting(pod, ['spec'], (spec) => {
    const affine = isAtLeast(version, '1.31') ? inAffinityTerms(spec, apply) : spec
    return isAtLeast(version, '1.34')
      ? editItems(affine, 'topologySpreadConstraints', apply)
      : affine
  })
}

function inAffinityTerms(spec: JsonObject, apply: (term: JsonObject) => JsonObject): JsonObject {
  return affinities.reduce(
    (before, kind) =>
      editExisting(before, ['affinity', kind], (affinity) =>
        editItems(
          editItems(affinity, 'requiredDuringSchedulingIgnoredDuringExecution', apply),
          'preferredDuringSchedulingIgnoredDuringExecution',
          (weighted) => editExisting(weighted, ['podAffinityTerm'], apply),
        ),
      ),
    spec,
  )
}

/** A term without a selector selects nothing and stays so. */
function withRequirements(term: JsonObject, labels: JsonObject): JsonObject {
  const selector = term['labelSelector']
  if (!isObject(selector)) return term
  const added = [
    ...requirements(listOf(term, 'matchLabelKeys'), 'In', labels),
    ...requirements(listOf(term, 'mismatchLabelKeys'), 'NotIn', labels),
  ]
  if (added.length === 0) return term
  const matchExpressions = [...listOf(selector, 'matchExpressions'), ...added]
  return { ...term, labelSelector: { ...selector, matchExpressions } }
}

function requirements(
  keys: ReturnType<typeof listOf>,
  operator: 'In' | 'NotIn',
  labels: JsonObject,
): readonly JsonObject[] {
  return keys.flatMap((key) =>
    typeof key === 'string' && Object.hasOwn(labels, key)
      ? [{ key, operator, values: [labels[key] ?? ''] }]
      : [],
  )
}
