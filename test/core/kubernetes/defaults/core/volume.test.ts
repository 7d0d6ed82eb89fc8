import type { JsonObject } from '#src/core/source/json-value.ts'
import { type DefaultRow, testDefaults } from '../default-rows.ts'

function volume(name: string, source: JsonObject, sets: JsonObject): DefaultRow {
  return { name, struct: 'core.v1.Volume', given: { name: 'data', ...source }, sets }
}

testDefaults([
  volume('nothing is an empty directory', {}, { emptyDir: {} }),
  volume('an empty directory', { emptyDir: { medium: 'Memory' } }, {}),
  volume('a path of the host', { hostPath: { path: '/' } }, { hostPath: { path: '/', type: '' } }),
  volume('a path of the host with a type', { hostPath: { path: '/', type: 'Socket' } }, {}),
  volume('a Secret', { secret: {} }, { secret: { defaultMode: 0o644 } }),
  volume('a Secret with a mode', { secret: { defaultMode: 0 } }, {}),
  volume('a ConfigMap', { configMap: {} }, { configMap: { defaultMode: 0o644 } }),
  volume(
    'the downward API',
    { downwardAPI: { items: [{ path: 'a', fieldRef: { fieldPath: 'b' } }] } },
    {
      downwardAPI: {
        defaultMode: 0o644,
        items: [{ path: 'a', fieldRef: { apiVersion: 'v1', fieldPath: 'b' } }],
      },
    },
  ),
  volume(
    'a projection',
    {
      projected: {
        sources: [
          { serviceAccountToken: { path: 'token' } },
          { serviceAccountToken: { path: 'token', expirationSeconds: 600 } },
          { downwardAPI: { items: [{ path: 'a', fieldRef: { fieldPath: 'b' } }] } },
          { secret: {} },
        ],
      },
    },
    {
      projected: {
        defaultMode: 0o644,
        sources: [
          { serviceAccountToken: { path: 'token', expirationSeconds: 3600 } },
          { serviceAccountToken: { path: 'token', expirationSeconds: 600 } },
          {
            downwardAPI: { items: [{ path: 'a', fieldRef: { apiVersion: 'v1', fieldPath: 'b' } }] },
          },
          { secret: {} },
        ],
      },
    },
  ),
  volume(
    'an iSCSI disk',
    { iscsi: { targetPortal: 'a', iqn: 'b', lun: 0 } },
    { iscsi: { targetPortal: 'a', iqn: 'b', lun: 0, iscsiInterface: 'default' } },
  ),
  volume(
    'a Ceph disk',
    { rbd: { monitors: ['a'], image: 'b' } },
    {
      rbd: {
        monitors: ['a'],
        image: 'b',
        pool: 'rbd',
        user: 'admin',
        keyring: '/etc/ceph/keyring',
      },
    },
  ),
  volume(
    'an Azure disk',
    { azureDisk: { diskName: 'a', diskURI: 'b' } },
    {
      azureDisk: {
        diskName: 'a',
        diskURI: 'b',
        cachingMode: 'ReadWrite',
        fsType: 'ext4',
        kind: 'Shared',
        readOnly: false,
      },
    },
  ),
  volume(
    'a ScaleIO volume',
    { scaleIO: { gateway: 'a', system: 'b', secretRef: null } },
    {
      scaleIO: {
        gateway: 'a',
        system: 'b',
        secretRef: null,
        storageMode: 'ThinProvisioned',
        fsType: 'xfs',
      },
    },
  ),
  volume(
    'a claim made with the Pod',
    { ephemeral: { volumeClaimTemplate: { metadata: {}, spec: { resources: {} } } } },
    {
      ephemeral: {
        volumeClaimTemplate: { metadata: {}, spec: { resources: {}, volumeMode: 'Filesystem' } },
      },
    },
  ),
  volume(
    'an image without a tag',
    { image: { reference: 'models/small' } },
    { image: { reference: 'models/small', pullPolicy: 'Always' } },
  ),
  volume(
    'an image with a policy',
    { image: { reference: 'models/small', pullPolicy: 'Never' } },
    {},
  ),
  {
    ...volume(
      'an image with a tag, from 1.35',
      { image: { reference: 'models/small:1' } },
      { image: { reference: 'models/small:1', pullPolicy: 'IfNotPresent' } },
    ),
    version: '1.35',
  },
  {
    ...volume('an image before 1.35', { image: { reference: 'models/small' } }, {}),
    version: '1.34',
  },
])
