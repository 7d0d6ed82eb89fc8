import type { JsonObject } from '../../source/json-value.ts'
import { annotationsOf } from '../object.ts'
import { editExisting, withMap } from './edit.ts'

const initAnnotation = /^pod\.(alpha|beta)\.kubernetes\.io\/init-container(s|-statuses)$/

/** A Pod, or the template of one, without the annotations in which init containers stood before Kubernetes 1.8. */
export function withoutInitAnnotations(pod: JsonObject): JsonObject {
  const annotations = annotationsOf(pod)
  if (!Object.keys(annotations).some((name) => initAnnotation.test(name))) return pod
  const kept = Object.entries(annotations).filter(([name]) => !initAnnotation.test(name))
  return editExisting(pod, ['metadata'], (metadata) =>
    withMap(metadata, 'annotations', Object.fromEntries(kept)),
  )
}
