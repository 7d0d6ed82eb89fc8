import { kubernetesVersions, latestKubernetesVersion } from '../core/index.ts'
import { clusterSettings, needingCluster } from './cluster-settings.ts'
import { inClusterSettings } from './in-cluster-settings.ts'
import {
  choice,
  duration,
  many,
  one,
  port,
  size,
  text,
  timeout,
  toggle,
  workload,
} from './parse.ts'
import type { SettingProblem } from './problem.ts'
import { flagOf, type SettingsOf, type SettingsTable } from './setting.ts'

/**
 * Every setting of `sallyport serve`, in the order of `--help`. The flag, the variable and the key in a settings file
 * follow from the name: `healthPort` is `--health-port`, `SALLYPORT_HEALTH_PORT`, `healthPort:`. Durations are
 * milliseconds and sizes bytes once they are read.
 */
export const serveSettings = {
  policies: many(
    text('PATH'),
    ['./policies'],
    'File or folder with policies; may be repeated. Folders are read with what is below them and watched.',
  ),
  context: many(
    text('PATH'),
    [],
    'File or folder with objects of the cluster that policies ask for (namespaces, params); may be repeated.',
  ),
  cluster: toggle(
    'Take policies, exemptions, namespaces and what policies ask for from a cluster, which is watched. --policies adds to that.',
  ),
  ...needingCluster(clusterSettings),
  exemptionNamespace: many(
    text('NAMESPACE'),
    ['sallyport'],
    'Namespace whose PolicyExemptions count, so that nobody exempts themselves; may be repeated.',
  ),
  podTemplate: many(
    workload,
    [],
    'A kind whose objects create Pods, beside those that are known, for policies with podTemplates; may be repeated.',
  ),
  kubernetesVersion: one(
    choice('VERSION', kubernetesVersions),
    latestKubernetesVersion,
    'The Kubernetes release whose policy language and defaults count.',
  ),
  ...needingCluster(inClusterSettings),
  host: one(
    text('ADDRESS'),
    undefined,
    'Address to listen on. Without one: every address, IPv6 and IPv4.',
  ),
  port: one(port, '9443', 'Port of the webhook (HTTPS).'),
  healthPort: one(port, '8081', 'Port of /livez and /readyz (HTTP).'),
  metricsPort: one(port, '8080', 'Port of /metrics (HTTP).'),
  adminPort: one(
    port,
    undefined,
    'Port for operators (HTTPS, with a token): what sallyport explain ID --server asks. Closed where it is not given.',
  ),
  adminTokenFile: one(
    text('PATH'),
    undefined,
    'File with the token of that port; read anew at each request. Needs --admin-port.',
  ),
  recordSize: one(
    size,
    '32MiB',
    'How much memory the last requests may take that are kept for that port, without secret values.',
  ),
  certFile: one(
    text('PATH'),
    undefined,
    'Certificate to serve, PEM, with its intermediates. Read again when it changes. Needs --key-file.',
  ),
  keyFile: one(text('PATH'), undefined, 'Private key of --cert-file, PEM.'),
  certificatesDir: one(
    text('PATH'),
    './certs',
    'Folder for a certificate of our own making, where --cert-file is not given; made when missing.',
  ),
  serverName: many(
    text('NAME'),
    ['sallyport', 'sallyport.sallyport.svc'],
    'DNS name or IP address in that certificate, beside localhost; may be repeated. In a cluster: SERVICE.NAMESPACE.svc.',
  ),
  clientCaFile: one(
    text('PATH'),
    undefined,
    'CA certificates, PEM. With it, only clients with a certificate of theirs are served.',
  ),
  tlsMinVersion: one(
    choice('VERSION', ['1.2', '1.3'] as const),
    '1.2',
    'The oldest TLS version that is spoken.',
  ),
  timeout: one(
    timeout,
    '10s',
    'How long an answer may take where the request does not say it (?timeout=). Then the failure policies decide.',
  ),
  bodyLimit: one(size, '7MiB', 'The largest request that is read.'),
  requestTimeout: one(timeout, '35s', 'How long a client may take to send a request.'),
  keepAliveTimeout: one(
    timeout,
    '95s',
    'How long an idle connection is kept; longer than the 90 s after which the API server closes one.',
  ),
  drain: one(
    duration,
    '5s',
    'On SIGTERM: how long to go on serving while /readyz already says no.',
  ),
  shutdownTimeout: one(timeout, '30s', 'After that: how long to wait for requests under way.'),
  logLevel: one(
    choice('LEVEL', ['debug', 'info', 'warn', 'error', 'silent'] as const),
    'info',
    'The least severe log line that is written.',
  ),
} as const satisfies SettingsTable

export type ServeSettings = SettingsOf<typeof serveSettings>

/** What needs something else has it, and no two servers have one port. */
export function checkServeSettings(
  values: Readonly<Record<string, unknown>>,
  origins: Readonly<Record<string, string>>,
): readonly SettingProblem[] {
  const missing = needs.filter(
    ({ name, needed }) => values[name] !== undefined && values[needed] === undefined,
  )
  return [
    ...missing.map(({ name, needed }) => ({
      origin: `--${flagOf(needed)}`,
      message: `is missing; --${flagOf(name)} needs it`,
    })),
    ...contextBesideCluster(values),
    ...withoutCluster(values, origins),
    ...samePorts(values),
  ]
}

const needs = [
  { name: 'certFile', needed: 'keyFile' },
  { name: 'keyFile', needed: 'certFile' },
  { name: 'caFile', needed: 'certFile' },
  { name: 'adminPort', needed: 'adminTokenFile' },
  { name: 'adminTokenFile', needed: 'adminPort' },
] as const

function contextBesideCluster({
  cluster,
  context,
}: Readonly<Record<string, unknown>>): readonly SettingProblem[] {
  if (cluster !== true || !Array.isArray(context) || context.length === 0) return []
  return [{ origin: '--context', message: 'leave it out: with --cluster the cluster is asked' }]
}

/** What only counts with --cluster. */
const clusterNames = Object.keys({ ...clusterSettings, ...inClusterSettings })

/** Settings that would do nothing; what stands in a variable of other programs is not meant for us. */
function withoutCluster(
  values: Readonly<Record<string, unknown>>,
  origins: Readonly<Record<string, string>>,
): readonly SettingProblem[] {
  if (values['cluster'] === true) return []
  return clusterNames.flatMap((name) => {
    const origin = origins[name] ?? 'default'
    if (
      origin === 'default' ||
      origin === clusterSettings.kubeconfig.variable ||
      values[name] === false
    )
      return []
    return [{ origin, message: 'needs --cluster; without it nothing is asked of a cluster' }]
  })
}

const portNames = ['port', 'healthPort', 'metricsPort', 'adminPort'] as const

function samePorts(values: Readonly<Record<string, unknown>>): readonly SettingProblem[] {
  return portNames.flatMap((name, index) => {
    const other = portNames.slice(0, index).find((earlier) => values[earlier] === values[name])
    if (other === undefined || values[name] === undefined || values[name] === 0) return []
    return [
      {
        origin: `--${flagOf(name)}`,
        message: `expected another port than --${flagOf(other)}, found ${values[name]} for both`,
      },
    ]
  })
}
