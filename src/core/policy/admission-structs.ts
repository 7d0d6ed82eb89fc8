import {
  boolType,
  dynType,
  intType,
  listType,
  mapType,
  stringType,
  structType,
  type Type,
  timestampType,
} from '../cel/check/type.ts'

/** What a policy's expressions see of the request: no uid, which another API server would not know. */
export const requestType: Type = structType('kubernetes.AdmissionRequest')

/** What they see of the namespace: a part of its fields, the uid under a name that no object has. */
export const namespaceType: Type = structType('kubernetes.Namespace')

const groupVersionKind = structType('kubernetes.GroupVersionKind')
const groupVersionResource = structType('kubernetes.GroupVersionResource')
const textsByName = mapType(stringType, stringType)

/**
 * The fields of both types and of those inside them.
 * https://github.com/kubernetes/apiserver/blob/v0.37.0/pkg/admission/plugin/cel/compile.go
 */
export const admissionStructs: ReadonlyMap<string, ReadonlyMap<string, Type>> = new Map([
  struct('AdmissionRequest', {
    kind: groupVersionKind,
    resource: groupVersionResource,
    subResource: stringType,
    requestKind: groupVersionKind,
    requestResource: groupVersionResource,
    requestSubResource: stringType,
    name: stringType,
    namespace: stringType,
    operation: stringType,
    userInfo: structType('kubernetes.UserInfo'),
    dryRun: boolType,
    options: dynType,
  }),
  struct('GroupVersionKind', { group: stringType, version: stringType, kind: stringType }),
  struct('GroupVersionResource', { group: stringType, version: stringType, resource: stringType }),
  struct('UserInfo', {
    username: stringType,
    uid: stringType,
    groups: listType(stringType),
    extra: mapType(stringType, listType(stringType)),
  }),
  struct('Namespace', {
    metadata: structType('kubernetes.NamespaceMetadata'),
    spec: structType('kubernetes.NamespaceSpec'),
    status: structType('kubernetes.NamespaceStatus'),
  }),
  struct('NamespaceMetadata', {
    name: stringType,
    generateName: stringType,
    namespace: stringType,
    labels: textsByName,
    annotations: textsByName,
    UID: stringType,
    creationTimestamp: timestampType,
    deletionGracePeriodSeconds: intType,
    deletionTimestamp: timestampType,
    generation: intType,
    resourceVersion: stringType,
    finalizers: listType(stringType),
  }),
  struct('NamespaceSpec', { finalizers: listType(stringType) }),
  struct('NamespaceStatus', {
    conditions: listType(structType('kubernetes.NamespaceCondition')),
    phase: stringType,
  }),
  struct('NamespaceCondition', {
    status: stringType,
    type: stringType,
    lastTransitionTime: timestampType,
    message: stringType,
    reason: stringType,
  }),
])

function struct(
  name: string,
  fields: Readonly<Record<string, Type>>,
): readonly [string, ReadonlyMap<string, Type>] {
  return [`kubernetes.${name}`, new Map(Object.entries(fields))]
}
