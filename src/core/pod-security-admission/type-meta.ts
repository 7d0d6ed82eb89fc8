import { goValueName } from '../kubernetes/decode/value-name.ts'
import { fieldOf, type JsonObject } from '../source/json-value.ts'

interface TypeMetaFault {
  readonly field: 'apiVersion' | 'kind'
  readonly text: string
}

/**
 * What keeps Kubernetes from seeing of which kind an object is, which it looks at before all else: a wrong type, in its
 * words. https://github.com/kubernetes/kubernetes/blob/v1.37.0/staging/src/k8s.io/apimachinery/pkg/runtime/serializer/json/meta.go
 */
export function typeMetaFault(object: JsonObject): TypeMetaFault | undefined {
  for (const field of fields) {
    const value = fieldOf(object, field) ?? null
    if (value === null || typeof value === 'string') continue
    const found = goValueName(value)
    const text = `couldn't get version/kind; json parse error: json: cannot unmarshal ${found} into Go struct field .${field} of type string`
    return { field, text }
  }
  return undefined
}

const fields = ['apiVersion', 'kind'] as const
