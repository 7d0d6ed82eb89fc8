import { fieldOf, type JsonObject } from '../../../source/json-value.ts'
import { annotationsOf } from '../../object.ts'
import { editAt, editExisting } from '../edit.ts'
import type { Conversion, Converted } from './conversion.ts'
import { parseInt64 } from './parse-int64.ts'

/** Where `apps/v1` keeps the internal `spec.templateGeneration`. */
export const templateGeneration = 'deprecated.daemonset.template.generation'

/**
 * The annotation of the template's generation is always there, and a number.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/apis/apps/v1/conversion.go (Convert_v1_DaemonSet_To_apps_DaemonSet)
 */
export const daemonSet: Conversion = { apiVersion: 'apps/v1', kind: 'DaemonSet', convert }

function convert(object: JsonObject): Converted {
  const text = fieldOf(annotationsOf(object), templateGeneration) ?? '0'
  const generation = parseInt64(String(text))
  if (generation.kind === 'problem') {
    const path = ['metadata', 'annotations', templateGeneration]
    return { kind: 'problem', path, message: generation.message }
  }
  const annotated = editAt(object, ['metadata', 'annotations'], (annotations) => ({
    ...annotations,
    [templateGeneration]: String(generation.value),
  }))
  return { kind: 'object', object: editExisting(annotated, rollingUpdate, complete) }
}

const rollingUpdate = ['spec', 'updateStrategy', 'rollingUpdate']

/** The internal type holds numbers where `apps/v1` holds pointers. */
function complete(update: JsonObject): JsonObject {
  return { maxUnavailable: 0, maxSurge: 0, ...update }
}
