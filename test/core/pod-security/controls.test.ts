import { describe, expect, test } from 'vitest'
import { controls } from '#src/core/pod-security/controls.ts'
import { evaluatePod, type Finding } from '#src/core/pod-security/evaluate.ts'
import type { Level, Version } from '#src/core/pod-security/level-version.ts'
import type { JsonObject } from '#src/core/source/json-value.ts'

describe('the table', () => {
  const ids = controls.map(({ id }) => id)
  test('holds 19 controls: baseline, then restricted, each by id', () => {
    const baseline = controls.filter(({ level }) => level === 'baseline').map(({ id }) => id)
    const restricted = controls.filter(({ level }) => level === 'restricted').map(({ id }) => id)
    expect(ids).toHaveLength(19)
    expect(ids).toEqual([...baseline.toSorted(), ...restricted.toSorted()])
  })

  test('the forms begin with the versions in which Kubernetes changed the check', () => {
    const since = controls.map(({ id, versions }) => [id, versions.map(({ since }) => since)])
    expect(Object.fromEntries(since)).toEqual({
      appArmorProfile: ['1.0'],
      capabilities_baseline: ['1.0'],
      hostNamespaces: ['1.0'],
      hostPathVolumes: ['1.0'],
      hostPorts: ['1.0'],
      hostProbesAndHostLifecycle: ['1.34'],
      privileged: ['1.0'],
      procMount: ['1.0', '1.35'],
      seLinuxOptions: ['1.0', '1.31'],
      seccompProfile_baseline: ['1.0', '1.19'],
      sysctls: ['1.0', '1.27', '1.29', '1.32', '1.37'],
      windowsHostProcess: ['1.0'],
      allowPrivilegeEscalation: ['1.8', '1.25'],
      capabilities_restricted: ['1.22', '1.25'],
      procMount_restricted: ['1.35'],
      restrictedVolumes: ['1.0'],
      runAsNonRoot: ['1.0', '1.35'],
      runAsUser: ['1.23', '1.35'],
      seccompProfile_restricted: ['1.19', '1.25'],
    })
  })

  test('four controls of restricted stand for those of baseline, in all their forms', () => {
    const overrides = controls.flatMap(({ id, level, versions }) =>
      versions.flatMap(({ overrides = [] }) => overrides.map((other) => [level, id, other])),
    )
    expect(overrides).toEqual([
      ['restricted', 'capabilities_restricted', 'capabilities_baseline'],
      ['restricted', 'capabilities_restricted', 'capabilities_baseline'],
      ['restricted', 'procMount_restricted', 'procMount'],
      ['restricted', 'restrictedVolumes', 'hostPathVolumes'],
      ['restricted', 'seccompProfile_restricted', 'seccompProfile_baseline'],
      ['restricted', 'seccompProfile_restricted', 'seccompProfile_baseline'],
    ])
  })

  test.for(controls)('every form of $id names fields and what they may hold', ({ versions }) => {
    for (const { check } of versions) {
      expect(check.restricts.length).toBeGreaterThan(0)
      for (const { fields, allowed } of check.restricts) {
        expect(fields.length).toBeGreaterThan(0)
        expect(allowed.length).toBeGreaterThan(0)
      }
    }
  })
})

interface Row {
  readonly name: string
  readonly control: string
  readonly at?: `${Level}:${Version}`
  readonly pod: JsonObject
  /** Undefined where the control has nothing to say. */
  readonly text: string | undefined
  readonly findings?: readonly Partial<Finding>[]
}

const context = (securityContext: JsonObject, name = 'a') => ({ name, securityContext })
const first = ['spec', 'containers', 0, 'securityContext'] as const

const rows: readonly Row[] = [
  {
    name: 'privileged: the path, what was found, what is allowed, and the change',
    control: 'privileged',
    pod: { spec: { containers: [context({ privileged: true })] } },
    text: 'privileged (container "a" must not set securityContext.privileged=true)',
    findings: [
      {
        control: 'privileged',
        level: 'baseline',
        path: [...first, 'privileged'],
        part: { kind: 'container', name: 'a' },
        found: true,
        allowed: ['undefined', 'false'],
        suggestion: [{ op: 'remove', path: '/spec/containers/0/securityContext/privileged' }],
      },
    ],
  },
  {
    name: 'privileged: false is allowed',
    control: 'privileged',
    pod: { spec: { containers: [context({ privileged: false })] } },
    text: undefined,
  },
  {
    name: 'host ports are sorted as texts, and init containers come first',
    control: 'hostPorts',
    pod: {
      spec: {
        containers: [{ name: 'b', ports: [{ hostPort: 9 }, { hostPort: 80 }, { hostPort: 0 }] }],
        initContainers: [{ name: 'a', restartPolicy: 'Always', ports: [{ hostPort: 8080 }] }],
        ephemeralContainers: [{ name: 'c', ports: [{ hostPort: 80 }] }],
      },
    },
    text: 'hostPort (containers "a", "b", "c" use hostPorts 80, 8080, 9)',
    findings: [
      { path: ['spec', 'initContainers', 0, 'ports', 0, 'hostPort'], found: 8080 },
      { path: ['spec', 'containers', 0, 'ports', 0, 'hostPort'], found: 9 },
      { path: ['spec', 'containers', 0, 'ports', 1, 'hostPort'], found: 80 },
      { path: ['spec', 'ephemeralContainers', 0, 'ports', 0, 'hostPort'], found: 80 },
    ],
  },
  {
    name: 'added capabilities are sorted by the bytes of UTF-8, each once',
    control: 'capabilities_baseline',
    pod: {
      spec: {
        containers: [
          context({ capabilities: { add: ['\u{1f512}', 'NET_RAW', 'CHOWN'] } }),
          context({ capabilities: { add: ['NET_RAW', '\uffee'] } }, 'b'),
        ],
      },
    },
    text: 'non-default capabilities (containers "a", "b" must not include "NET_RAW", "\uffee", "\u{1f512}" in securityContext.capabilities.add)',
    findings: [
      { found: '\u{1f512}', path: [...first, 'capabilities', 'add', 0] },
      { found: 'NET_RAW', path: [...first, 'capabilities', 'add', 1] },
      { found: 'NET_RAW' },
      { found: '\uffee' },
    ],
  },
  {
    name: 'dropping ALL is suggested beside what is dropped already',
    control: 'capabilities_restricted',
    at: 'restricted:v1.24',
    pod: {
      spec: {
        os: { name: 'windows' },
        containers: [context({ capabilities: { drop: ['KILL'], add: ['NET_BIND_SERVICE'] } })],
      },
    },
    text: 'unrestricted capabilities (container "a" must set securityContext.capabilities.drop=["ALL"])',
    findings: [
      {
        found: ['KILL'],
        allowed: ['["ALL"]'],
        suggestion: [
          {
            op: 'add',
            path: '/spec/containers/0/securityContext/capabilities/drop/-',
            value: 'ALL',
          },
        ],
      },
    ],
  },
  {
    name: 'Windows Pods are free of capabilities from 1.25',
    control: 'capabilities_restricted',
    at: 'restricted:v1.25',
    pod: { spec: { os: { name: 'windows' }, containers: [{ name: 'a' }] } },
    text: undefined,
  },
  {
    name: 'AppArmor: the Pod, containers and annotations, in that order',
    control: 'appArmorProfile',
    pod: {
      metadata: {
        annotations: {
          'container.apparmor.security.beta.kubernetes.io/b': 'a "quoted"\n text',
          'container.apparmor.security.beta.kubernetes.io/a': 'unconfined',
          'container.apparmor.security.beta.kubernetes.io/c': 'localhost/x',
        },
      },
      spec: {
        securityContext: { appArmorProfile: { type: 'Unconfined' } },
        containers: [context({ appArmorProfile: {} })],
      },
    },
    text: 'forbidden AppArmor profiles (pod and container "a" and annotations must not set AppArmor profile type to "", "Unconfined", "container.apparmor.security.beta.kubernetes.io/a="unconfined"", "container.apparmor.security.beta.kubernetes.io/b="a \\"quoted\\"\\n text"")',
    findings: [
      {
        part: { kind: 'pod', name: '' },
        suggestion: [
          {
            op: 'replace',
            path: '/spec/securityContext/appArmorProfile/type',
            value: 'RuntimeDefault',
          },
        ],
      },
      {
        found: undefined,
        suggestion: [
          {
            op: 'add',
            path: '/spec/containers/0/securityContext/appArmorProfile/type',
            value: 'RuntimeDefault',
          },
        ],
      },
      {
        path: ['metadata', 'annotations', 'container.apparmor.security.beta.kubernetes.io/b'],
        suggestion: [
          {
            op: 'remove',
            path: '/metadata/annotations/container.apparmor.security.beta.kubernetes.io~1b',
          },
        ],
      },
      {},
    ],
  },
  {
    name: 'seccomp before 1.19: one annotation for two containers of a name counts once',
    control: 'seccompProfile_baseline',
    at: 'restricted:v1.18',
    pod: {
      metadata: {
        annotations: {
          'seccomp.security.alpha.kubernetes.io/pod': 'unconfined',
          'container.seccomp.security.alpha.kubernetes.io/a': '',
          'container.seccomp.security.alpha.kubernetes.io/other': 'unconfined',
        },
      },
      spec: { containers: [{ name: 'a' }, { name: 'a' }] },
    },
    text: 'seccompProfile (forbidden annotations container.seccomp.security.alpha.kubernetes.io/a="", seccomp.security.alpha.kubernetes.io/pod="unconfined")',
    findings: [{ found: 'unconfined' }, { found: '' }],
  },
  {
    name: 'seccomp: one change of the Pod is suggested to every container that says nothing',
    control: 'seccompProfile_restricted',
    pod: { spec: { containers: [{ name: 'a' }, { name: 'b' }] } },
    text: 'seccompProfile (pod or containers "a", "b" must set securityContext.seccompProfile.type to "RuntimeDefault" or "Localhost")',
    findings: ['a', 'b'].map((name) => ({
      part: { kind: 'container', name },
      found: undefined,
      suggestion: [
        {
          op: 'add',
          path: '/spec/securityContext',
          value: { seccompProfile: { type: 'RuntimeDefault' } },
        },
      ],
    })),
  },
  {
    name: 'seccomp: a type that does not protect outweighs silence',
    control: 'seccompProfile_restricted',
    pod: {
      spec: {
        containers: [{ name: 'a' }, context({ seccompProfile: { type: 'Unconfined' } }, 'b')],
      },
    },
    text: 'seccompProfile (container "b" must not set securityContext.seccompProfile.type to "Unconfined")',
    findings: [{ found: undefined }, { found: 'Unconfined' }],
  },
  {
    name: 'runAsNonRoot: an explicit false outweighs silence, also of the Pod',
    control: 'runAsNonRoot',
    pod: {
      spec: {
        securityContext: { runAsNonRoot: false },
        containers: [{ name: 'a' }, context({ runAsNonRoot: false }, 'b')],
      },
    },
    text: 'runAsNonRoot != true (pod and container "b" must not set securityContext.runAsNonRoot=false)',
    findings: [{ found: false }, { found: undefined }, { found: false }],
  },
  {
    name: 'runAsNonRoot: hostUsers=false is no excuse before 1.35',
    control: 'runAsNonRoot',
    at: 'restricted:v1.34',
    pod: { spec: { hostUsers: false, containers: [{ name: 'a' }] } },
    text: 'runAsNonRoot != true (pod or container "a" must set securityContext.runAsNonRoot=true)',
  },
  {
    name: 'runAsUser: hostUsers=false is one from 1.35',
    control: 'runAsUser',
    at: 'restricted:v1.35',
    pod: { spec: { hostUsers: false, securityContext: { runAsUser: 0 } } },
    text: undefined,
  },
  {
    name: 'procMount: in a user namespace baseline lets it pass from 1.35',
    control: 'procMount',
    at: 'baseline:v1.35',
    pod: { spec: { hostUsers: false, containers: [context({ procMount: 'Unmasked' })] } },
    text: undefined,
  },
  {
    name: 'procMount: in a user namespace restricted does not',
    control: 'procMount_restricted',
    at: 'restricted:v1.35',
    pod: { spec: { hostUsers: false, containers: [context({ procMount: 'Unmasked' })] } },
    text: 'procMount (container "a" must not set securityContext.procMount to "Unmasked")',
  },
  {
    name: 'hostPath: baseline names volumes',
    control: 'hostPathVolumes',
    pod: { spec: { volumes: [{ name: 'v', hostPath: { path: '/' } }] } },
    text: 'hostPath volumes (volume "v")',
    findings: [
      {
        path: ['spec', 'volumes', 0, 'hostPath'],
        part: { kind: 'volume', name: 'v' },
        found: { path: '/' },
        suggestion: [
          { op: 'replace', path: '/spec/volumes/0', value: { name: 'v', emptyDir: {} } },
        ],
      },
    ],
  },
  {
    name: 'volumes: restricted names types, also of a volume without a source',
    control: 'restrictedVolumes',
    pod: {
      spec: {
        volumes: [
          { name: 'v', nfs: {} },
          { name: 'w' },
          { name: 'x', hostPath: null, emptyDir: {} },
          { name: 'y', hostPath: {}, nfs: {} },
        ],
      },
    },
    text: 'restricted volume types (volumes "v", "w", "y" use restricted volume types "hostPath", "nfs", "unknown")',
    findings: [{ found: {} }, { path: ['spec', 'volumes', 1], found: { name: 'w' } }, {}],
  },
  {
    name: 'SELinux: types, then user, then role',
    control: 'seLinuxOptions',
    at: 'baseline:v1.30',
    pod: {
      spec: {
        securityContext: { seLinuxOptions: { type: 'container_engine_t', role: 'r' } },
        containers: [context({ seLinuxOptions: { user: 'u', type: 'a_t', level: 's0' } })],
      },
    },
    text: 'seLinuxOptions (pod and container "a" set forbidden securityContext.seLinuxOptions: types "a_t", "container_engine_t"; user may not be set; role may not be set)',
    findings: [{ found: 'container_engine_t' }, { found: 'r' }, { found: 'a_t' }, { found: 'u' }],
  },
  {
    name: 'sysctls stand as often as they are set, in their order',
    control: 'sysctls',
    at: 'baseline:v1.31',
    pod: {
      spec: {
        securityContext: {
          sysctls: ['z', 'net.ipv4.tcp_rmem', 'z', 'kernel.shm_rmid_forced'].map((name) => ({
            name,
          })),
        },
      },
    },
    text: 'forbidden sysctls (z, net.ipv4.tcp_rmem, z)',
    findings: [
      { suggestion: [{ op: 'remove', path: '/spec/securityContext/sysctls/0' }] },
      { path: ['spec', 'securityContext', 'sysctls', 1, 'name'] },
      {},
    ],
  },
  {
    name: 'host namespaces',
    control: 'hostNamespaces',
    pod: { spec: { hostIPC: true, hostNetwork: true, hostPID: false } },
    text: 'host namespaces (hostNetwork=true, hostIPC=true)',
    findings: [{ path: ['spec', 'hostNetwork'] }, { path: ['spec', 'hostIPC'] }],
  },
  {
    name: 'probes and hooks: names are sorted, each once',
    control: 'hostProbesAndHostLifecycle',
    pod: {
      spec: {
        containers: [
          { name: 'b', livenessProbe: { httpGet: { host: 'h' } } },
          { name: 'a', lifecycle: { preStop: { tcpSocket: { host: '::1' } } } },
          { name: 'b', startupProbe: { tcpSocket: { host: 'h' } } },
        ],
      },
    },
    text: 'probe or lifecycle host (containers "a", "b" use probe or lifecycle hosts "::1", "h")',
    findings: [
      { path: ['spec', 'containers', 0, 'livenessProbe', 'httpGet', 'host'] },
      { path: ['spec', 'containers', 1, 'lifecycle', 'preStop', 'tcpSocket', 'host'] },
      { path: ['spec', 'containers', 2, 'startupProbe', 'tcpSocket', 'host'] },
    ],
  },
  {
    name: 'host processes',
    control: 'windowsHostProcess',
    pod: {
      spec: {
        securityContext: { windowsOptions: { hostProcess: true } },
        containers: [context({ windowsOptions: { hostProcess: true } })],
      },
    },
    text: 'hostProcess (pod and container "a" must not set securityContext.windowsOptions.hostProcess=true)',
    findings: [{ part: { kind: 'pod', name: '' } }, { part: { kind: 'container', name: 'a' } }],
  },
  {
    name: 'privilege escalation: the suggestion brings the security context where there is none',
    control: 'allowPrivilegeEscalation',
    at: 'restricted:v1.8',
    pod: { spec: { containers: [{ name: 'a', securityContext: null }] } },
    text: 'allowPrivilegeEscalation != false (container "a" must set securityContext.allowPrivilegeEscalation=false)',
    findings: [
      {
        found: undefined,
        suggestion: [
          {
            op: 'replace',
            path: '/spec/containers/0/securityContext',
            value: { allowPrivilegeEscalation: false },
          },
        ],
      },
    ],
  },
]

test.for(rows)('$name', ({ control, at, pod, text, findings }) => {
  const [level, version] = (at ?? usual(control)).split(':') as [Level, Version]
  const result = evaluatePod(pod, { level, version }).results.find((one) => one.control === control)
  expect(result && `${result.reason} (${result.detail})`).toBe(text)
  if (findings !== undefined) expect(result?.findings).toMatchObject(findings)
})

const container = context({})
const windows = { os: { name: 'windows' }, containers: [container] }
const userNamespace = { hostUsers: false, containers: [context({ procMount: 'Unmasked' })] }
const rootInNamespace = { hostUsers: false, securityContext: { runAsUser: 0 } }

/** The last version that forbids the Pod, and the first that allows it. */
test.for<{ control: string; spec: JsonObject; last: Version; first: Version }>([
  { control: 'allowPrivilegeEscalation', spec: windows, last: 'v1.24', first: 'v1.25' },
  { control: 'capabilities_restricted', spec: windows, last: 'v1.24', first: 'v1.25' },
  { control: 'seccompProfile_restricted', spec: windows, last: 'v1.24', first: 'v1.25' },
  { control: 'procMount', spec: userNamespace, last: 'v1.34', first: 'v1.35' },
  { control: 'runAsNonRoot', spec: userNamespace, last: 'v1.34', first: 'v1.35' },
  { control: 'runAsUser', spec: rootInNamespace, last: 'v1.34', first: 'v1.35' },
])('$control forbids in $last what it allows from $first', ({ control, spec, last, first }) => {
  expect(speaks(control, { spec }, last)).toBe(true)
  expect(speaks(control, { spec }, first)).toBe(false)
})

test.for<readonly [string, Version, Version]>([
  ['kernel.shm_rmid_forced', 'v1.0', 'v1.0'],
  ['net.ipv4.ip_local_port_range', 'v1.0', 'v1.0'],
  ['net.ipv4.tcp_syncookies', 'v1.0', 'v1.0'],
  ['net.ipv4.ping_group_range', 'v1.0', 'v1.0'],
  ['net.ipv4.ip_unprivileged_port_start', 'v1.0', 'v1.0'],
  ['net.ipv4.ip_local_reserved_ports', 'v1.26', 'v1.27'],
  ['net.ipv4.tcp_keepalive_time', 'v1.28', 'v1.29'],
  ['net.ipv4.tcp_fin_timeout', 'v1.28', 'v1.29'],
  ['net.ipv4.tcp_keepalive_intvl', 'v1.28', 'v1.29'],
  ['net.ipv4.tcp_keepalive_probes', 'v1.28', 'v1.29'],
  ['net.ipv4.tcp_rmem', 'v1.31', 'v1.32'],
  ['net.ipv4.tcp_wmem', 'v1.31', 'v1.32'],
  ['net.ipv4.tcp_slow_start_after_idle', 'v1.36', 'v1.37'],
  ['net.ipv4.tcp_notsent_lowat', 'v1.36', 'v1.37'],
])('the sysctl %s, last forbidden in %s, is allowed from %s', ([name, last, first]) => {
  const pod = { spec: { securityContext: { sysctls: [{ name }] } } }
  expect(speaks('sysctls', pod, first)).toBe(false)
  expect(speaks('sysctls', pod, last)).toBe(last !== first)
})

const apparmorKey = 'container.apparmor.security.beta.kubernetes.io/a'
const seccompKey = 'seccomp.security.alpha.kubernetes.io/pod'
const annotated = (key: string) => (value: string) => ({
  metadata: { annotations: { [key]: value } },
})
const inContext = (field: (value: string) => JsonObject) => (value: string) => ({
  spec: { containers: [context(field(value))] },
})
const adding = inContext((name) => ({ capabilities: { drop: ['ALL'], add: [name] } }))
const withSource = (source: string) => ({ spec: { volumes: [{ name: 'v', [source]: {} }] } })
const list = (text: string) => text.split(' ')

/** What each control lets pass, and a neighbour that it does not. */
test.for<{
  control: string
  version?: Version
  pod: (value: string) => JsonObject
  allowed: readonly string[]
  forbidden: readonly string[]
}>([
  {
    control: 'appArmorProfile',
    pod: annotated(apparmorKey),
    allowed: ['', 'runtime/default', 'localhost/', 'localhost/x'],
    forbidden: ['localhost', 'unconfined', 'docker/default', 'runtime/default '],
  },
  {
    control: 'seccompProfile_baseline',
    version: 'v1.18',
    pod: annotated(seccompKey),
    allowed: ['runtime/default', 'docker/default', 'localhost/x'],
    forbidden: ['', 'localhost', 'unconfined'],
  },
  {
    control: 'seccompProfile_baseline',
    version: 'v1.19',
    pod: annotated(seccompKey),
    allowed: ['', 'localhost', 'unconfined'],
    forbidden: [],
  },
  {
    control: 'seccompProfile_restricted',
    pod: inContext((type) => ({ seccompProfile: { type } })),
    allowed: ['RuntimeDefault', 'Localhost'],
    forbidden: ['', 'Unconfined', 'runtimedefault'],
  },
  {
    control: 'appArmorProfile',
    pod: inContext((type) => ({ appArmorProfile: { type } })),
    allowed: ['RuntimeDefault', 'Localhost'],
    forbidden: ['', 'Unconfined'],
  },
  {
    control: 'capabilities_baseline',
    pod: adding,
    allowed: list(
      'AUDIT_WRITE CHOWN DAC_OVERRIDE FOWNER FSETID KILL MKNOD NET_BIND_SERVICE SETFCAP SETGID SETPCAP SETUID SYS_CHROOT',
    ),
    forbidden: list('ALL NET_RAW CAP_CHOWN chown SYS_ADMIN'),
  },
  {
    control: 'capabilities_restricted',
    pod: adding,
    allowed: ['NET_BIND_SERVICE'],
    forbidden: list('ALL CHOWN KILL'),
  },
  {
    control: 'restrictedVolumes',
    pod: withSource,
    allowed: list(
      'configMap csi downwardAPI emptyDir ephemeral image persistentVolumeClaim projected secret',
    ),
    forbidden: list(
      'hostPath gcePersistentDisk awsElasticBlockStore gitRepo nfs iscsi glusterfs rbd flexVolume cinder cephfs flocker fc azureFile vsphereVolume quobyte azureDisk photonPersistentDisk portworxVolume scaleIO storageos other',
    ),
  },
  {
    control: 'seLinuxOptions',
    version: 'v1.30',
    pod: inContext((type) => ({ seLinuxOptions: { type } })),
    allowed: ['', 'container_t', 'container_init_t', 'container_kvm_t'],
    forbidden: ['container_engine_t', 'spc_t'],
  },
  {
    control: 'seLinuxOptions',
    version: 'v1.31',
    pod: inContext((type) => ({ seLinuxOptions: { type } })),
    allowed: ['container_t', 'container_init_t', 'container_kvm_t', 'container_engine_t'],
    forbidden: ['spc_t'],
  },
  {
    control: 'procMount',
    pod: inContext((procMount) => ({ procMount })),
    allowed: ['Default'],
    forbidden: ['', 'Unmasked'],
  },
])('$control $version', ({ control, version = 'latest', pod, allowed, forbidden }) => {
  const isForbidden = (value: string) => speaks(control, pod(value), version)
  expect([...allowed, ...forbidden].filter(isForbidden)).toEqual(forbidden)
})

test('host addresses in probes are nothing before 1.34', () => {
  const pod = { spec: { containers: [{ name: 'a', livenessProbe: { httpGet: { host: 'h' } } }] } }
  expect(evaluatePod(pod, { level: 'baseline', version: 'v1.33' }).allowed).toBe(true)
  expect(evaluatePod(pod, { level: 'baseline', version: 'v1.34' }).allowed).toBe(false)
})

function speaks(id: string, pod: JsonObject, version: Version): boolean {
  const level = controls.find((control) => control.id === id)?.level ?? 'restricted'
  return evaluatePod(pod, { level, version }).results.some(({ control }) => control === id)
}

function usual(id: string): string {
  return `${controls.find((control) => control.id === id)?.level}:latest`
}
