import { isObject, type JsonObject } from '../../../source/json-value.ts'
import { annotationsOf, namespaceOf } from '../../object.ts'
import { namedObject } from '../context-objects.ts'
import { editAt, itemsOf, listOf, objectAt, textOf } from '../edit.ts'
import type { Surroundings, Unknown } from '../surroundings.ts'
import { known, type MutatingPlugin, pods } from './mutating-plugin.ts'
import { unknownTokenVolumeName, withTokenVolume } from './token-volume.ts'

const mirrorAnnotation = 'kubernetes.io/config.mirror'

/**
 * A Pod runs as a service account, mounts its token unless the Pod or the account says otherwise, and pulls images with the
 * account's secrets unless it names its own.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/plugin/pkg/admission/serviceaccount/admission.go
 */
export const serviceAccount: MutatingPlugin = {
  name: 'ServiceAccount',
  kinds: pods,
  admit: (object, surroundings) => {
    if (annotationsOf(object)[mirrorAnnotation] !== undefined) return known(object)
    const named = editAt(object, ['spec'], withName)
    const account = accountOf(named, surroundings)
    const mounts = mountsToken(named, account)
    const mounted = mounts === true ? editAt(named, ['spec'], withTokenVolume) : named
    const unknown = [
      ...(mounts === undefined ? [unknownToken(named)] : []),
      ...(mounted === named ? [] : unknownTokenVolumeName(mounted, named)),
      ...(account === undefined && pullSecretsOf(named).length === 0
        ? [unknownSecrets(named)]
        : []),
    ]
    return { object: editAt(mounted, ['spec'], (spec) => withPullSecrets(spec, account)), unknown }
  },
}

function withName(spec: JsonObject): JsonObject {
  if (textOf(spec, 'serviceAccountName') !== '') return spec
  return { ...spec, serviceAccountName: 'default', serviceAccount: 'default' }
}

function accountOf(pod: JsonObject, surroundings: Surroundings): JsonObject | undefined {
  const key = { name: nameOfAccount(pod), namespace: namespaceOf(pod) }
  return namedObject(surroundings, 'v1', 'ServiceAccount', key)
}

/** Undefined where only the account could say. */
function mountsToken(pod: JsonObject, account: JsonObject | undefined): boolean | undefined {
  const own = objectAt(pod, ['spec'])['automountServiceAccountToken']
  if (own !== undefined) return own === true
  return account === undefined ? undefined : account['automountServiceAccountToken'] !== false
}

function withPullSecrets(spec: JsonObject, account: JsonObject | undefined): JsonObject {
  if (account === undefined || listOf(spec, 'imagePullSecrets').length > 0) return spec
  const secrets = itemsOf(account, 'imagePullSecrets').map(({ name = '' }) => ({ name }))
  return secrets.length === 0 ? spec : { ...spec, imagePullSecrets: secrets }
}

function pullSecretsOf(pod: JsonObject): readonly JsonObject[] {
  return listOf(objectAt(pod, ['spec']), 'imagePullSecrets').filter(isObject)
}

function nameOfAccount(pod: JsonObject): string {
  return textOf(objectAt(pod, ['spec']), 'serviceAccountName')
}

function unknownToken(pod: JsonObject): Unknown {
  return {
    path: ['spec', 'volumes'],
    what: "the volume with the service account's token, and its mounts",
    ...missingAccount(pod),
  }
}

function unknownSecrets(pod: JsonObject): Unknown {
  return {
    path: ['spec', 'imagePullSecrets'],
    what: "the service account's image pull secrets",
    ...missingAccount(pod),
  }
}

function missingAccount(pod: JsonObject): Pick<Unknown, 'why' | 'substitute' | 'decidedBy'> {
  const name = nameOfAccount(pod)
  const namespace = namespaceOf(pod)
  return {
    why: `the context has no ServiceAccount "${name}" in namespace "${namespace}"`,
    substitute: 'nothing',
    decidedBy: { apiVersion: 'v1', kind: 'ServiceAccount', namespace, name },
  }
}
