import type { JsonObject } from '../../source/json-value.ts'
import { apiVersionOf, kindOf, nameOf } from '../object.ts'
import { objectAt, textOf } from '../stages/edit.ts'

/** How an object names the one that its controller made it of. https://github.com/kubernetes/apimachinery/blob/v0.37.0/pkg/apis/meta/v1/controller_ref.go */
export function ownerReference(owner: JsonObject): JsonObject {
  return {
    apiVersion: apiVersionOf(owner),
    kind: kindOf(owner),
    name: nameOf(owner),
    uid: textOf(objectAt(owner, ['metadata']), 'uid'),
    controller: true,
    blockOwnerDeletion: true,
  }
}
