import type { FieldTypes } from './field-types.ts'

/** Containers and what they hold. */
export const containerTypes: FieldTypes = {
  AppArmorProfile: 'localhostProfile type',
  Capabilities: 'add:[]string drop:[]string',
  ConfigMapEnvSource: 'name optional:boolean',
  ConfigMapKeySelector: 'key name optional:boolean',
  Container: `
    args:[]string command:[]string env:[]EnvVar envFrom:[]EnvFromSource image imagePullPolicy
    lifecycle:Lifecycle livenessProbe:Probe name ports:[]ContainerPort readinessProbe:Probe
    resizePolicy:[]ContainerResizePolicy resources:ResourceRequirements restartPolicy
    restartPolicyRules:[]ContainerRestartRule securityContext:SecurityContext startupProbe:Probe
    stdin:boolean stdinOnce:boolean terminationMessagePath terminationMessagePolicy tty:boolean
    volumeDevices:[]VolumeDevice volumeMounts:[]VolumeMount workingDir`,
  ContainerPort: 'containerPort:int32 hostIP hostPort:int32 name protocol',
  ContainerResizePolicy: 'resourceName restartPolicy',
  ContainerResourceMetricSource: 'container name target:MetricTarget',
  ContainerRestartRule: 'action exitCodes:ContainerRestartRuleOnExitCodes',
  ContainerRestartRuleOnExitCodes: 'operator values:[]int32',
  EnvFromSource: 'configMapRef:ConfigMapEnvSource prefix secretRef:SecretEnvSource',
  EnvVar: 'name value valueFrom:EnvVarSource',
  EnvVarSource: `
    configMapKeyRef:ConfigMapKeySelector fieldRef:ObjectFieldSelector fileKeyRef:FileKeySelector
    resourceFieldRef:ResourceFieldSelector secretKeyRef:SecretKeySelector`,
  EphemeralContainer: `
    args:[]string command:[]string env:[]EnvVar envFrom:[]EnvFromSource image imagePullPolicy
    lifecycle:Lifecycle livenessProbe:Probe name ports:[]ContainerPort readinessProbe:Probe
    resizePolicy:[]ContainerResizePolicy resources:ResourceRequirements restartPolicy
    restartPolicyRules:[]ContainerRestartRule securityContext:SecurityContext startupProbe:Probe
    stdin:boolean stdinOnce:boolean targetContainerName terminationMessagePath terminationMessagePolicy
    tty:boolean volumeDevices:[]VolumeDevice volumeMounts:[]VolumeMount workingDir`,
  ExecAction: 'command:[]string',
  FileKeySelector: 'key optional:boolean path volumeName',
  GRPCAction: 'port:int32 service',
  HTTPGetAction: 'host httpHeaders:[]HTTPHeader path port:intOrString scheme',
  HTTPHeader: 'name value',
  Lifecycle: 'postStart:LifecycleHandler preStop:LifecycleHandler stopSignal',
  LifecycleHandler: `
    exec:ExecAction httpGet:HTTPGetAction sleep:SleepAction tcpSocket:TCPSocketAction`,
  ObjectFieldSelector: 'apiVersion fieldPath',
  Probe: `
    exec:ExecAction failureThreshold:int32 grpc:GRPCAction httpGet:HTTPGetAction initialDelaySeconds:int32
    periodSeconds:int32 successThreshold:int32 tcpSocket:TCPSocketAction terminationGracePeriodSeconds:int64
    timeoutSeconds:int32`,
  ResourceClaim: 'name request',
  ResourceFieldSelector: 'containerName divisor:quantity resource',
  ResourceRequirements: 'claims:[]ResourceClaim limits:map[]quantity requests:map[]quantity',
  SELinuxOptions: 'level role type user',
  SeccompProfile: 'localhostProfile type',
  SecretEnvSource: 'name optional:boolean',
  SecretKeySelector: 'key name optional:boolean',
  SecurityContext: `
    allowPrivilegeEscalation:boolean appArmorProfile:AppArmorProfile capabilities:Capabilities
    privileged:boolean procMount readOnlyRootFilesystem:boolean runAsGroup:int64 runAsNonRoot:boolean
    runAsUser:int64 seLinuxOptions:SELinuxOptions seccompProfile:SeccompProfile
    windowsOptions:WindowsSecurityContextOptions`,
  SleepAction: 'seconds:int64',
  TCPSocketAction: 'host port:intOrString',
  VolumeDevice: 'devicePath name',
  VolumeMount: `
    mountPath mountPropagation name readOnly:boolean recursiveReadOnly subPath subPathExpr`,
  WindowsSecurityContextOptions: `
    gmsaCredentialSpec gmsaCredentialSpecName hostProcess:boolean runAsUserName`,
}
