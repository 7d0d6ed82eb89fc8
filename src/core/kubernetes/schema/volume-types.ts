import type { FieldTypes } from './field-types.ts'

/** Volumes and what they are made of. */
export const volumeTypes: FieldTypes = {
  AWSElasticBlockStoreVolumeSource: 'fsType partition:int32 readOnly:boolean volumeID',
  AzureDiskVolumeSource: 'cachingMode diskName diskURI fsType kind readOnly:boolean',
  AzureFileVolumeSource: 'readOnly:boolean secretName shareName',
  CSIVolumeSource: `
    driver fsType nodePublishSecretRef:LocalObjectReference readOnly:boolean volumeAttributes:map[]string`,
  CephFSVolumeSource: `
    monitors:[]string path readOnly:boolean secretFile secretRef:LocalObjectReference user`,
  CinderVolumeSource: 'fsType readOnly:boolean secretRef:LocalObjectReference volumeID',
  ClusterTrustBundleProjection: `
    labelSelector:LabelSelector name optional:boolean path signerName`,
  ConfigMapProjection: 'items:[]KeyToPath name optional:boolean',
  ConfigMapVolumeSource: 'defaultMode:int32 items:[]KeyToPath name optional:boolean',
  DownwardAPIProjection: 'items:[]DownwardAPIVolumeFile',
  DownwardAPIVolumeFile: `
    fieldRef:ObjectFieldSelector mode:int32 path resourceFieldRef:ResourceFieldSelector`,
  DownwardAPIVolumeSource: 'defaultMode:int32 items:[]DownwardAPIVolumeFile',
  EmptyDirVolumeSource: 'medium sizeLimit:quantity',
  EphemeralVolumeSource: 'volumeClaimTemplate:PersistentVolumeClaimTemplate',
  FCVolumeSource: 'fsType lun:int32 readOnly:boolean targetWWNs:[]string wwids:[]string',
  FlexVolumeSource: `
    driver fsType options:map[]string readOnly:boolean secretRef:LocalObjectReference`,
  FlockerVolumeSource: 'datasetName datasetUUID',
  GCEPersistentDiskVolumeSource: 'fsType partition:int32 pdName readOnly:boolean',
  GitRepoVolumeSource: 'directory repository revision',
  GlusterfsVolumeSource: 'endpoints path readOnly:boolean',
  HostPathVolumeSource: 'path type',
  ISCSIVolumeSource: `
    chapAuthDiscovery:boolean chapAuthSession:boolean fsType initiatorName iqn iscsiInterface lun:int32
    portals:[]string readOnly:boolean secretRef:LocalObjectReference targetPortal`,
  ImageVolumeSource: 'pullPolicy reference',
  KeyToPath: 'key mode:int32 path',
  NFSVolumeSource: 'path readOnly:boolean server',
  PersistentVolumeClaimTemplate: 'metadata:ObjectMeta spec:PersistentVolumeClaimSpec',
  PersistentVolumeClaimVolumeSource: 'claimName readOnly:boolean',
  PhotonPersistentDiskVolumeSource: 'fsType pdID',
  PodCertificateProjection: `
    certificateChainPath credentialBundlePath keyPath keyType maxExpirationSeconds:int32 signerName`,
  PortworxVolumeSource: 'fsType readOnly:boolean volumeID',
  ProjectedVolumeSource: 'defaultMode:int32 sources:[]VolumeProjection',
  QuobyteVolumeSource: 'group readOnly:boolean registry tenant user volume',
  RBDVolumeSource: `
    fsType image keyring monitors:[]string pool readOnly:boolean secretRef:LocalObjectReference user`,
  ScaleIOVolumeSource: `
    fsType gateway protectionDomain readOnly:boolean secretRef:LocalObjectReference sslEnabled:boolean
    storageMode storagePool system volumeName`,
  SecretProjection: 'items:[]KeyToPath name optional:boolean',
  SecretVolumeSource: 'defaultMode:int32 items:[]KeyToPath optional:boolean secretName',
  ServiceAccountTokenProjection: 'audience expirationSeconds:int64 path',
  StatefulSetPersistentVolumeClaimRetentionPolicy: 'whenDeleted whenScaled',
  StorageOSVolumeSource: `
    fsType readOnly:boolean secretRef:LocalObjectReference volumeName volumeNamespace`,
  Volume: `
    awsElasticBlockStore:AWSElasticBlockStoreVolumeSource azureDisk:AzureDiskVolumeSource
    azureFile:AzureFileVolumeSource cephfs:CephFSVolumeSource cinder:CinderVolumeSource
    configMap:ConfigMapVolumeSource csi:CSIVolumeSource downwardAPI:DownwardAPIVolumeSource
    emptyDir:EmptyDirVolumeSource ephemeral:EphemeralVolumeSource fc:FCVolumeSource
    flexVolume:FlexVolumeSource flocker:FlockerVolumeSource gcePersistentDisk:GCEPersistentDiskVolumeSource
    gitRepo:GitRepoVolumeSource glusterfs:GlusterfsVolumeSource hostPath:HostPathVolumeSource
    image:ImageVolumeSource iscsi:ISCSIVolumeSource name nfs:NFSVolumeSource
    persistentVolumeClaim:PersistentVolumeClaimVolumeSource
    photonPersistentDisk:PhotonPersistentDiskVolumeSource portworxVolume:PortworxVolumeSource
    projected:ProjectedVolumeSource quobyte:QuobyteVolumeSource rbd:RBDVolumeSource
    scaleIO:ScaleIOVolumeSource secret:SecretVolumeSource storageos:StorageOSVolumeSource
    vsphereVolume:VsphereVirtualDiskVolumeSource`,
  VolumeProjection: `
    clusterTrustBundle:ClusterTrustBundleProjection configMap:ConfigMapProjection
    downwardAPI:DownwardAPIProjection podCertificate:PodCertificateProjection secret:SecretProjection
    serviceAccountToken:ServiceAccountTokenProjection`,
  VolumeResourceRequirements: 'limits:map[]quantity requests:map[]quantity',
  VsphereVirtualDiskVolumeSource: 'fsType storagePolicyID storagePolicyName volumePath',
}
