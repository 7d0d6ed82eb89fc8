import { join } from 'node:path'
import type { Command } from './leashed-process.ts'
import { toolPath } from './tools.ts'

/** Where one control plane lives. Every port is on 127.0.0.1. */
export interface Site {
  readonly folder: string
  readonly pki: string
  readonly auditLog: string
  /** A Kubernetes minor release such as `1.35`, or undefined for the one that the tools are. */
  readonly emulate: string | undefined
  readonly ports: Readonly<Record<(typeof portNames)[number], number>>
}

type Component = (site: Site) => Command

export const portNames = [
  'apiServer',
  'etcd',
  'etcdPeer',
  'controllerManager',
  'scheduler',
  'kwok',
] as const

export const serviceIp = '10.96.0.1'
const serviceIpRange = '10.96.0.0/16'

export const etcd: Component = ({ folder, ports }) => {
  const clientUrl = `http://127.0.0.1:${ports.etcd}`
  const peerUrl = `http://127.0.0.1:${ports.etcdPeer}`
  return command('etcd', [
    '--name=test',
    `--data-dir=${join(folder, 'etcd')}`,
    `--listen-client-urls=${clientUrl}`,
    `--advertise-client-urls=${clientUrl}`,
    `--listen-peer-urls=${peerUrl}`,
    `--initial-advertise-peer-urls=${peerUrl}`,
    `--initial-cluster=test=${peerUrl}`,
    '--unsafe-no-fsync',
    '--log-level=warn',
  ])
}

export const apiServer: Component = ({ pki, auditLog, ports, emulate }) =>
  command('kube-apiserver', [
    `--etcd-servers=http://127.0.0.1:${ports.etcd}`,
    '--bind-address=127.0.0.1',
    `--secure-port=${ports.apiServer}`,
    '--advertise-address=127.0.0.1',
    '--endpoint-reconciler-type=none',
    `--tls-cert-file=${join(pki, 'apiserver.crt')}`,
    `--tls-private-key-file=${join(pki, 'apiserver.key')}`,
    `--client-ca-file=${join(pki, 'ca.crt')}`,
    '--service-account-issuer=https://kubernetes.default.svc',
    `--service-account-key-file=${join(pki, 'service-account.pub')}`,
    `--service-account-signing-key-file=${join(pki, 'service-account.key')}`,
    `--service-cluster-ip-range=${serviceIpRange}`,
    '--authorization-mode=Node,RBAC',
    `--requestheader-client-ca-file=${join(pki, 'front-proxy-ca.crt')}`,
    '--requestheader-allowed-names=front-proxy',
    '--requestheader-username-headers=X-Remote-User',
    '--requestheader-group-headers=X-Remote-Group',
    '--requestheader-extra-headers-prefix=X-Remote-Extra-',
    `--proxy-client-cert-file=${join(pki, 'front-proxy.crt')}`,
    `--proxy-client-key-file=${join(pki, 'front-proxy.key')}`,
    '--allow-privileged=true',
    `--audit-policy-file=${join(import.meta.dirname, 'audit-policy.yaml')}`,
    `--audit-log-path=${auditLog}`,
    '--profiling=false',
    ...emulation(emulate),
  ])

export const controllerManager: Component = ({ folder, pki, ports, emulate }) =>
  command('kube-controller-manager', [
    ...clientAndServing(pki, 'kube-controller-manager', ports.controllerManager),
    '--use-service-account-credentials=true',
    // at the default rate the first service account, and with it the first Pod, is 5 s late
    '--kube-api-qps=1000',
    '--kube-api-burst=2000',
    `--service-account-private-key-file=${join(pki, 'service-account.key')}`,
    `--root-ca-file=${join(pki, 'ca.crt')}`,
    `--cluster-signing-cert-file=${join(pki, 'ca.crt')}`,
    `--cluster-signing-key-file=${join(pki, 'ca.key')}`,
    `--flex-volume-plugin-dir=${join(folder, 'flex')}`,
    ...emulation(emulate),
  ])

export const scheduler: Component = ({ pki, ports, emulate }) =>
  command('kube-scheduler', [
    ...clientAndServing(pki, 'kube-scheduler', ports.scheduler),
    ...emulation(emulate),
  ])

export const kwok: Component = ({ pki, ports }) =>
  command('kwok', [
    `--kubeconfig=${join(pki, 'kwok.kubeconfig')}`,
    `--config=${join(import.meta.dirname, 'kwok.yaml')}`,
    '--manage-all-nodes=true',
    '--node-lease-duration-seconds=40',
    `--server-address=127.0.0.1:${ports.kwok}`,
  ])

function command(name: string, args: readonly string[]): Command {
  return { name, path: toolPath(name), arguments: args }
}

function clientAndServing(pki: string, name: string, port: number): readonly string[] {
  const kubeconfig = join(pki, `${name}.kubeconfig`)
  return [
    `--kubeconfig=${kubeconfig}`,
    `--authentication-kubeconfig=${kubeconfig}`,
    `--authorization-kubeconfig=${kubeconfig}`,
    '--bind-address=127.0.0.1',
    `--secure-port=${port}`,
    `--tls-cert-file=${join(pki, 'serving.crt')}`,
    `--tls-private-key-file=${join(pki, 'serving.key')}`,
    '--leader-elect=false',
    '--profiling=false',
  ]
}

/** All three Kubernetes components together: a newer scheduler never gets ready beside an API server that plays an older one. */
function emulation(release: string | undefined): readonly string[] {
  return release === undefined ? [] : [`--emulated-version=kube=${release}`]
}
