import { fieldOf, type JsonObject } from '../../../source/json-value.ts'
import { annotationsOf } from '../../object.ts'
import { editExisting, withField, withMap } from '../edit.ts'
import type { Conversion, Converted } from './conversion.ts'
import { parseInt64 } from './parse-int64.ts'

const rollbackTo = 'deprecated.deployment.rollback.to'

/**
 * The annotation that stands for the old `rollbackTo` must be a number, and goes where it is empty.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/apis/apps/v1/conversion.go (Convert_v1_Deployment_To_apps_Deployment)
 */
export const deployment: Conversion = { apiVersion: 'apps/v1', kind: 'Deployment', convert }

function convert(object: JsonObject): Converted {
  const completed = editExisting(object, ['spec', 'strategy', 'rollingUpdate'], complete)
  const revision = fieldOf(annotationsOf(object), rollbackTo)
  if (revision === undefined) return { kind: 'object', object: completed }
  if (revision === '') return { kind: 'object', object: withRollback(completed, undefined) }
  const parsed = parseInt64(String(revision))
  if (parsed.kind === 'int64') {
    return { kind: 'object', object: withRollback(completed, String(parsed.value)) }
  }
  const what = `failed to parse annotation[${rollbackTo}]=${revision} as int64`
  const path = ['metadata', 'annotations', rollbackTo]
  return { kind: 'problem', path, message: `${what}: ${parsed.message}` }
}

/** The internal type holds numbers where `apps/v1` holds pointers. */
function complete(update: JsonObject): JsonObject {
  return { maxUnavailable: 0, maxSurge: 0, ...update }
}

function withRollback(object: JsonObject, revision: string | undefined): JsonObject {
  const annotations = withField(annotationsOf(object), rollbackTo, revision)
  return editExisting(object, ['metadata'], (metadata) =>
    withMap(metadata, 'annotations', annotations),
  )
}
