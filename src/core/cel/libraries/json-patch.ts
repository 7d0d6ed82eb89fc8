import { onePass } from './cost-rules.ts'
import { globalFunction, type Library } from './library.ts'

/** https://github.com/kubernetes/apiserver/blob/master/pkg/cel/library/jsonpatch.go */
export const jsonPatchLibrary: Library = {
  name: 'kubernetes.jsonpatch',
  overloads: [
    globalFunction(
      'jsonpatch.escapeKey',
      'string_jsonpatch_escapeKey_string',
      ['string'],
      'string',
      escapeKey,
      {
        since: '1.32',
        mutationOnly: true,
      },
    ),
  ],
  costs: new Map([['jsonpatch.escapeKey', onePass]]),
}

/** `~` and `/` as JSON Pointer writes them. https://www.rfc-editor.org/rfc/rfc6901#section-3 */
function escapeKey(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1')
}
