import { base64OfText } from '../../../source/base64.ts'
import { isObject, type JsonObject } from '../../../source/json-value.ts'
import { objectAt, withField, withMap } from '../edit.ts'
import { always, type Conversion } from './conversion.ts'

/**
 * `stringData` overwrites `data` and is gone.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/apis/core/v1/conversion.go (Convert_v1_Secret_To_core_Secret)
 */
export const secret: Conversion = { apiVersion: 'v1', kind: 'Secret', convert: always(merge) }

function merge(object: JsonObject): JsonObject {
  if (!isObject(object['stringData'])) return object
  const texts = Object.entries(object['stringData'])
  const added = texts.map(([key, text]) => [key, base64OfText(String(text))])
  const data = { ...objectAt(object, ['data']), ...Object.fromEntries(added) }
  return withMap(withField(object, 'stringData', undefined), 'data', data)
}
