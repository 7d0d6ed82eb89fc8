import type { JsonObject } from '../../../source/json-value.ts'
import { editExisting, objectAt, withField } from '../edit.ts'
import { always, type Conversion } from './conversion.ts'

/**
 * A conversion webhook that says nothing is dropped.
 * https://github.com/kubernetes/apiextensions-apiserver/blob/v0.37.0/pkg/apis/apiextensions/v1/conversion.go
 */
export const customResourceDefinition: Conversion = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  convert: always((object) => editExisting(object, ['spec', 'conversion'], dropSilentWebhook)),
}

function dropSilentWebhook(conversion: JsonObject): JsonObject {
  const { clientConfig, conversionReviewVersions = null } = objectAt(conversion, ['webhook'])
  const says = clientConfig !== undefined || conversionReviewVersions !== null
  return says ? conversion : withField(conversion, 'webhook', undefined)
}
