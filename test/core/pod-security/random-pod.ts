import fc from 'fast-check'
import type { JsonObject, JsonValue } from '#src/core/source/json-value.ts'
import '#test/support/seed.ts'

type Fields = Readonly<Record<string, fc.Arbitrary<unknown>>>

/** An object with any of the fields. */
function some(fields: Fields): fc.Arbitrary<JsonObject> {
  return fc.record(fields, { requiredKeys: [] }) as unknown as fc.Arbitrary<JsonObject>
}

function oneOf(...values: readonly JsonValue[]): fc.Arbitrary<JsonValue> {
  return fc.constantFrom(...values)
}

function maybe(arbitrary: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc.oneof({ arbitrary, weight: 9 }, { arbitrary: fc.constant(null), weight: 1 })
}

const name = fc.constantFrom('a', 'b', 'c', 'sidecar', '"quoted"', 'ü', '\u{1f512}', '\uffee')
const list = (item: fc.Arbitrary<unknown>, maxLength = 3) => maybe(fc.array(item, { maxLength }))
const boolean = maybe(fc.boolean())

const profile = maybe(
  some({
    type: oneOf('RuntimeDefault', 'Localhost', 'Unconfined', 'Other', '', null),
    localhostProfile: oneOf('x'),
  }),
)

const shared = {
  seccompProfile: profile,
  appArmorProfile: profile,
  seLinuxOptions: maybe(
    some({
      type: oneOf('', 'container_t', 'container_engine_t', 'spc_t', '\uffee', '\u{1f512}', null),
      user: oneOf('', 'u'),
      role: oneOf('', 'r'),
      level: oneOf('s0'),
    }),
  ),
  runAsNonRoot: boolean,
  runAsUser: oneOf(0, 1, 1000, null),
  windowsOptions: maybe(some({ hostProcess: boolean })),
}

const capability = oneOf(
  'ALL',
  'NET_BIND_SERVICE',
  'CHOWN',
  'NET_RAW',
  'SYS_ADMIN',
  'Ω',
  '\u{1f512}',
  '\uffee',
  '',
)

const containerContext = maybe(
  some({
    ...shared,
    privileged: boolean,
    allowPrivilegeEscalation: boolean,
    procMount: oneOf('Default', 'Unmasked', '', null),
    capabilities: maybe(some({ add: list(capability), drop: list(capability) })),
  }),
)

const caller = maybe(
  some({
    httpGet: maybe(some({ host: oneOf('', 'h', '127.0.0.1', '::1') })),
    tcpSocket: maybe(some({ host: oneOf('', 'h', '10.0.0.1') })),
    exec: maybe(some({})),
  }),
)

export const container: fc.Arbitrary<JsonObject> = some({
  name,
  image: oneOf('x'),
  restartPolicy: oneOf('Always'),
  ports: list(some({ containerPort: oneOf(80), hostPort: oneOf(0, 80, 9, 8080, -1) })),
  livenessProbe: caller,
  readinessProbe: caller,
  startupProbe: caller,
  lifecycle: maybe(some({ postStart: caller, preStop: caller })),
  securityContext: containerContext,
})

const sources = [
  'configMap csi downwardAPI emptyDir ephemeral image persistentVolumeClaim projected secret',
  'hostPath gcePersistentDisk awsElasticBlockStore gitRepo nfs iscsi glusterfs rbd flexVolume cinder cephfs flocker fc',
  'azureFile vsphereVolume quobyte azureDisk photonPersistentDisk portworxVolume scaleIO storageos hostPath hostPath',
].flatMap((line) => line.split(' '))

/** API validation allows one source a volume. */
const volume = fc
  .tuple(name, fc.constantFrom(...sources, undefined))
  .map(([name, source]) => ({ name, ...(source === undefined ? {} : { [source]: {} }) }))

const annotationValue = oneOf(
  'runtime/default',
  'docker/default',
  'localhost/x',
  'localhost',
  'unconfined',
  '',
  'a "quoted"\n\u{1f512} \u00a0 \x7f text',
  null,
)

const annotations = maybe(
  fc.dictionary(
    fc.oneof(
      fc.constantFrom('seccomp.security.alpha.kubernetes.io/pod', 'other', 'constructor'),
      name.map((container) => `container.seccomp.security.alpha.kubernetes.io/${container}`),
      name.map((container) => `container.apparmor.security.beta.kubernetes.io/${container}`),
    ),
    annotationValue,
    { maxKeys: 5 },
  ),
)

const sysctl = some({
  name: oneOf(
    'kernel.shm_rmid_forced',
    'net.ipv4.ip_local_reserved_ports',
    'net.ipv4.tcp_keepalive_time',
    'net.ipv4.tcp_rmem',
    'net.ipv4.tcp_notsent_lowat',
    'kernel.msgmax',
  ),
  value: oneOf('0'),
})

/** Pods in all the ways that matter to a control, good and bad; every type is right, and null may stand for absence. */
export const pod: fc.Arbitrary<JsonObject> = some({
  metadata: maybe(some({ name, annotations })),
  spec: some({
    containers: list(container),
    initContainers: list(container, 2),
    ephemeralContainers: list(container, 1),
    volumes: list(volume),
    hostNetwork: boolean,
    hostPID: boolean,
    hostIPC: boolean,
    hostUsers: boolean,
    os: maybe(some({ name: oneOf('linux', 'windows', '') })),
    securityContext: maybe(some({ ...shared, sysctls: list(sysctl) })),
  }),
})
