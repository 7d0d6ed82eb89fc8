import type { FieldTypes } from './field-types.ts'

/** What objects of all kinds share. */
export const metaTypes: FieldTypes = {
  LabelSelector: 'matchExpressions:[]LabelSelectorRequirement matchLabels:map[]string',
  LabelSelectorRequirement: 'key operator values:[]string',
  ManagedFieldsEntry: `
    apiVersion fieldsType fieldsV1:any manager operation subresource time:time`,
  ObjectMeta: `
    annotations:map[]string creationTimestamp:time deletionGracePeriodSeconds:int64 deletionTimestamp:time
    finalizers:[]string generateName generation:int64 labels:map[]string managedFields:[]ManagedFieldsEntry
    name namespace ownerReferences:[]OwnerReference resourceVersion selfLink uid`,
  ObjectReference: 'apiVersion fieldPath kind name namespace resourceVersion uid',
  OwnerReference: 'apiVersion blockOwnerDeletion:boolean controller:boolean kind name uid',
  TypedLocalObjectReference: 'apiGroup kind name',
  TypedObjectReference: 'apiGroup kind name namespace',
}
