import type { JsonObject } from '../../source/json-value.ts'
import type { Check, Control, Violation } from '../control.ts'
import { objectIn } from '../field.ts'
import { emptying, inVolumes, unknownSource } from '../volumes.ts'
import { distinct, namesOf, plural, quoted } from '../wording.ts'

const allowed = [
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'image',
  'persistentVolumeClaim',
  'projected',
  'secret',
]

/** A volume with several of them, which API validation refuses, counts as the first. */
const forbidden = [
  'hostPath',
  'gcePersistentDisk',
  'awsElasticBlockStore',
  'gitRepo',
  'nfs',
  'iscsi',
  'glusterfs',
  'rbd',
  'flexVolume',
  'cinder',
  'cephfs',
  'flocker',
  'fc',
  'azureFile',
  'vsphereVolume',
  'quobyte',
  'azureDisk',
  'photonPersistentDisk',
  'portworxVolume',
  'scaleIO',
  'storageos',
]

const onlyHarmlessSources: Check = {
  restricts: [
    { fields: ['spec.volumes[*]'], allowed },
    { fields: forbidden.map((source) => `spec.volumes[*].${source}`), allowed: ['undefined'] },
  ],
  find: (pod) => inVolumes(pod, forbiddenSource),
  describe,
  remedy: emptying(allowed),
}

/** Volumes come from sources that Kubernetes itself fills or that a claim grants. https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted */
export const restrictedVolumes: Control = {
  id: 'restrictedVolumes',
  level: 'restricted',
  versions: [{ since: '1.0', overrides: ['hostPathVolumes'], check: onlyHarmlessSources }],
}

function forbiddenSource(volume: JsonObject): string | undefined {
  if (sourceAmong(volume, allowed) !== undefined) return undefined
  return sourceAmong(volume, forbidden) ?? unknownSource
}

function sourceAmong(volume: JsonObject, names: readonly string[]): string | undefined {
  for (const name of names) if (objectIn(volume, name) !== undefined) return name
  return undefined
}

function describe(violations: readonly Violation[]) {
  const names = namesOf(violations)
  const sources = distinct(violations.map(({ steps }) => String(steps[0] ?? unknownSource)))
  return {
    reason: 'restricted volume types',
    detail: [
      plural(names.length, 'volume', 'volumes'),
      quoted(names),
      plural(names.length, 'uses', 'use'),
      plural(sources.length, 'restricted volume type', 'restricted volume types'),
      quoted(sources),
    ].join(' '),
  }
}
