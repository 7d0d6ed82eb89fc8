import type { JsonValue, Path } from '#src/core/index.ts'

/** Fields of a Pod and what stands there; undefined takes the field away. */
type Edits = readonly (readonly [path: Path, value: JsonValue | undefined])[]

/** What concerns one control of the Pod Security Standards, allowed and forbidden. */
export interface Ingredient {
  readonly control: string
  readonly variants: readonly Edits[]
}

const spec = (name: string): Path => ['spec', name]
const ofPod = (name: string): Path => ['spec', 'securityContext', name]
const first: Path = ['spec', 'containers', 0]
const second: Path = ['spec', 'containers', 1]
const init: Path = ['spec', 'initContainers', 0]
const of = (container: Path, name: string): Path => [...container, 'securityContext', name]
const volume = (source: string, value: JsonValue): Edits => [
  [spec('volumes'), [{ name: 'v', [source]: value }]],
]
const annotation = (name: string): Path => ['metadata', 'annotations', name]

/** One entry for each control; a Pod has two containers and an init container. */
export const ingredients: readonly Ingredient[] = [
  {
    control: 'allowPrivilegeEscalation',
    variants: [
      [[of(first, 'allowPrivilegeEscalation'), true]],
      [[of(init, 'allowPrivilegeEscalation'), undefined]],
    ],
  },
  {
    control: 'appArmorProfile',
    variants: [
      [[ofPod('appArmorProfile'), { type: 'Unconfined' }]],
      [[of(second, 'appArmorProfile'), { type: 'Localhost', localhostProfile: 'p' }]],
      [[annotation('container.apparmor.security.beta.kubernetes.io/a'), 'unconfined']],
    ],
  },
  {
    control: 'capabilities_baseline',
    variants: [
      [[of(first, 'capabilities'), { add: ['SYS_ADMIN', 'NET_RAW'] }]],
      [[of(init, 'capabilities'), { add: ['CHOWN'], drop: ['ALL'] }]],
    ],
  },
  {
    control: 'capabilities_restricted',
    variants: [
      [[of(second, 'capabilities'), { drop: ['NET_RAW'] }]],
      [[of(second, 'capabilities'), { add: ['NET_BIND_SERVICE'], drop: ['ALL'] }]],
    ],
  },
  {
    control: 'hostNamespaces',
    variants: [
      [[spec('hostNetwork'), true]],
      [
        [spec('hostPID'), true],
        [spec('hostIPC'), true],
      ],
    ],
  },
  {
    control: 'hostPathVolumes',
    variants: [
      volume('hostPath', { path: '/var' }),
      [
        [
          spec('volumes'),
          ['x', 'y'].map((name) => ({ name, hostPath: { path: `/${name}`, type: 'Directory' } })),
        ],
      ],
    ],
  },
  {
    control: 'hostPorts',
    variants: [
      [[[...first, 'ports'], [{ containerPort: 8080, hostPort: 8080 }]]],
      [
        [
          [...second, 'ports'],
          [{ containerPort: 53, hostPort: 53, protocol: 'UDP' }, { containerPort: 54 }],
        ],
        [[...init, 'ports'], [{ containerPort: 55, hostPort: 55 }]],
      ],
    ],
  },
  {
    control: 'hostProbesAndHostLifecycle',
    variants: [
      [[[...first, 'livenessProbe'], { httpGet: { port: 80, host: '127.0.0.1' } }]],
      [[[...second, 'lifecycle'], { preStop: { tcpSocket: { port: 80, host: 'metadata' } } }]],
      [[[...first, 'readinessProbe'], { tcpSocket: { port: 80 } }]],
    ],
  },
  {
    control: 'privileged',
    variants: [
      [
        [of(first, 'privileged'), true],
        [of(first, 'allowPrivilegeEscalation'), undefined],
      ],
      [[of(init, 'privileged'), false]],
    ],
  },
  {
    control: 'procMount',
    variants: [
      [
        [of(first, 'procMount'), 'Unmasked'],
        [spec('hostUsers'), false],
      ],
      [[of(second, 'procMount'), 'Default']],
    ],
  },
  {
    control: 'restrictedVolumes',
    variants: [
      volume('nfs', { server: 's', path: '/' }),
      volume('emptyDir', {}),
      volume('csi', { driver: 'd.example' }),
      volume('iscsi', { targetPortal: '1.2.3.4', iqn: 'iqn.2001-04.com.example:s', lun: 0 }),
      volume('persistentVolumeClaim', { claimName: 'c' }),
    ],
  },
  {
    control: 'runAsNonRoot',
    variants: [
      [[ofPod('runAsNonRoot'), undefined]],
      [[of(second, 'runAsNonRoot'), false]],
      [
        [ofPod('runAsNonRoot'), false],
        [of(first, 'runAsNonRoot'), true],
      ],
    ],
  },
  {
    control: 'runAsUser',
    variants: [
      [[ofPod('runAsUser'), 0]],
      [[of(init, 'runAsUser'), 0]],
      [[of(first, 'runAsUser'), 1000]],
    ],
  },
  {
    control: 'seLinuxOptions',
    variants: [
      [[ofPod('seLinuxOptions'), { type: 'spc_t' }]],
      [[of(first, 'seLinuxOptions'), { user: 'u', role: 'r', type: 'container_init_t' }]],
      [[of(second, 'seLinuxOptions'), { type: 'container_engine_t', level: 's0' }]],
    ],
  },
  {
    control: 'seccompProfile_baseline',
    variants: [
      [[ofPod('seccompProfile'), { type: 'Unconfined' }]],
      [[of(second, 'seccompProfile'), { type: 'Unconfined' }]],
    ],
  },
  {
    control: 'seccompProfile_restricted',
    variants: [
      [[ofPod('seccompProfile'), undefined]],
      [
        [ofPod('seccompProfile'), undefined],
        [of(first, 'seccompProfile'), { type: 'Localhost', localhostProfile: 'p' }],
      ],
    ],
  },
  {
    control: 'sysctls',
    variants: [
      [[ofPod('sysctls'), [{ name: 'kernel.msgmax', value: '1' }]]],
      [
        [
          ofPod('sysctls'),
          [
            { name: 'net.ipv4.tcp_rmem', value: '1' },
            { name: 'net.ipv4.ip_local_reserved_ports', value: '1' },
          ],
        ],
      ],
    ],
  },
  {
    control: 'windowsHostProcess',
    variants: [
      [
        [spec('os'), { name: 'windows' }],
        [spec('securityContext'), { windowsOptions: { hostProcess: true }, runAsNonRoot: true }],
        [spec('hostNetwork'), true],
        [[...first, 'securityContext'], undefined],
        [[...second, 'securityContext'], undefined],
        [[...init, 'securityContext'], undefined],
      ],
      [
        [spec('os'), { name: 'windows' }],
        [spec('securityContext'), { runAsNonRoot: true }],
        [[...first, 'securityContext'], undefined],
        [[...second, 'securityContext'], undefined],
        [[...init, 'securityContext'], undefined],
      ],
    ],
  },
  {
    control: 'user namespaces, which relax several controls',
    variants: [[[spec('hostUsers'), false]]],
  },
]
