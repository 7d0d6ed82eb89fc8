import { execFile } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ControlPlane } from '../control-plane.ts'
import { type LeashedProcess, startOnLeash } from '../leashed-process.ts'
import { freePorts } from '../ports.ts'
import { eventually } from '../wait.ts'
import { type Balancer, startBalancer } from './balancer.ts'
import { type RenderedChart, renderChart } from './chart.ts'

/** One server of an installation: the built one, as a process of its own, with the token and the rights of the chart's account. */
export interface Replica extends LeashedProcess {
  readonly ports: Readonly<Record<'webhook' | 'health' | 'metrics', number>>
  readonly metrics: () => Promise<string>
  /** What `/readyz` says, whatever its status. */
  readonly readiness: () => Promise<{ readonly ok: boolean; readonly text: string }>
}

/** Sallyport as the chart installs it, with processes of this machine for its Pods, and a balancer for its Service. */
export interface Installation {
  readonly chart: RenderedChart
  /** That of the servers. */
  readonly kubeconfig: string
  readonly balancer: Balancer
  /** Those that were started and not removed. */
  readonly replicas: () => readonly Replica[]
  /** What the chart renders, once more. */
  readonly apply: () => Promise<void>
  /** `sallyport` as the Job after an installation starts it, with the rights of the servers. */
  readonly preflight: (
    ...flags: readonly string[]
  ) => Promise<{ readonly code: number; readonly stdout: string; readonly stderr: string }>
  readonly start: (name: string, options?: ReplicaOptions) => Promise<Replica>
  /** Takes it from the balancer; it has ended already, or is killed. */
  readonly remove: (replica: Replica) => Promise<void>
  readonly stop: () => Promise<void>
}

interface ReplicaOptions {
  /** Before the server's own: `env NAME=VALUE`. */
  readonly environment?: readonly string[]
  /** How its webhook configurations reach it, which for `service` is nothing that this machine knows: it never gets calls. */
  readonly by?: 'url' | 'service'
}

export interface InstallationOptions {
  readonly replicas: number
  /** `KEY=VALUE` as for helm's --set. */
  readonly values?: readonly string[]
  /** Beside those of the chart; they may repeat a flag with another value. */
  readonly flags?: readonly string[]
  /** Where the servers find the API server; without it where it is. */
  readonly apiUrl?: string
}

export const ownNamespace = 'sallyport'
const main = join(import.meta.dirname, '../../../dist/main.js')
const command = join(import.meta.dirname, '../../../dist/cli.js')

/** Applies the chart and starts the servers; answers when all of them are ready and the webhooks fail closed. */
export async function installSallyport(
  cluster: ControlPlane,
  { replicas: count, values = [], flags = [], apiUrl = cluster.url }: InstallationOptions,
): Promise<Installation> {
  const chart = renderChart(['replicaCount=1', ...values])
  await cluster.createNamespace(ownNamespace)
  await apply(cluster, chart.manifest)
  const kubeconfig = await accountKubeconfig(cluster, chart.account, apiUrl)
  const balancer = await startBalancer()
  const running = new Map<string, Replica>()
  const start = async (name: string, { environment = [], by = 'url' }: ReplicaOptions = {}) => {
    const shared = [
      ...flags,
      ...(by === 'url' ? [`--webhook-url=https://127.0.0.1:${balancer.port}`] : []),
      `--kubeconfig=${kubeconfig}`,
    ]
    const node = [...environment, process.execPath, ...chart.nodeOptions, main]
    const server = [...node, ...chart.serverArguments, ...shared]
    const replica = await startReplica(cluster, name, server)
    running.set(name, replica)
    const { webhook: port, health: healthPort } = replica.ports
    balancer.add({ name, port, healthPort })
    return replica
  }
  const names = Array.from({ length: count }, (_, index) => `replica-${index + 1}`)
  const installation: Installation = {
    chart,
    kubeconfig,
    balancer,
    replicas: () => [...running.values()],
    apply: () => apply(cluster, chart.manifest),
    preflight: (...flags) =>
      runCommand([...chart.preflightArguments, `--kubeconfig=${kubeconfig}`, ...flags]),
    start,
    remove: async (replica) => {
      balancer.remove(replica.name)
      running.delete(replica.name)
      await replica.stop()
    },
    stop: async () => {
      await Promise.all([...running.values()].map((replica) => replica.stop()))
      await balancer.stop()
    },
  }
  try {
    await Promise.all(names.map((name) => start(name)))
    await untilAllReady(installation)
  } catch (error) {
    await installation.stop()
    throw error
  }
  return installation
}

/** Waits until every replica that was started gets connections. */
export async function untilAllReady({ balancer, replicas }: Installation): Promise<void> {
  await eventually('every replica is ready', async () => {
    const ready = new Set(balancer.ready())
    for (const replica of replicas()) {
      replica.assertAlive()
      if (ready.has(replica.name)) continue
      const { text } = await replica.readiness().catch(({ message: text }: Error) => ({ text }))
      throw new Error(`${replica.name}: ${text}. Its log:\n${replica.logTail()}`)
    }
  })
}

/** The replica that says that it leads. */
export async function leaderOf({ replicas }: Installation): Promise<Replica> {
  return eventually('there is a leader', async () => {
    for (const replica of replicas()) {
      if (/^sallyport_leader 1$/m.test(await replica.metrics())) return replica
    }
    throw new Error('no replica leads')
  })
}

function runCommand(args: readonly string[]) {
  return new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
    execFile(process.execPath, [command, ...args], (error, stdout, stderr) =>
      resolve({ code: Number(error?.code ?? 0), stdout, stderr }),
    )
  })
}

async function apply({ kubectl }: ControlPlane, manifest: string): Promise<void> {
  const args = ['apply', '--server-side', '--namespace', ownNamespace, '-f', '-']
  await eventually('the chart is applied', async () => {
    const { code, stderr } = await kubectl(args, { input: manifest })
    if (code !== 0) throw new Error(stderr)
  })
}

/** A kubeconfig as a Pod would be: the token in a file, which is read again when it changes. */
async function accountKubeconfig(
  { kubectl, folder }: ControlPlane,
  account: string,
  url: string,
): Promise<string> {
  const { code, stdout, stderr } = await kubectl([
    ...['create', 'token', account],
    ...['--namespace', ownNamespace, '--duration', '2h'],
  ])
  if (code !== 0) throw new Error(`there is no token for ${account}: ${stderr}`)
  const [tokenFile, path] = [
    join(folder, `${account}.token`),
    join(folder, `${account}.kubeconfig`),
  ]
  writeFileSync(tokenFile, stdout.trim(), { mode: 0o600 })
  const authority = join(folder, 'pki', 'ca.crt')
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'test', cluster: { server: url, 'certificate-authority': authority } }],
    users: [{ name: account, user: { tokenFile } }],
    contexts: [{ name: 'test', context: { cluster: 'test', user: account } }],
    'current-context': 'test',
  }
  writeFileSync(path, JSON.stringify(config, undefined, 2))
  return path
}

async function startReplica(
  { folder }: ControlPlane,
  name: string,
  args: readonly string[],
): Promise<Replica> {
  const home = join(folder, name)
  mkdirSync(home, { recursive: true })
  const ports = await freePorts(['webhook', 'health', 'metrics'])
  const listening = [
    '--host=127.0.0.1',
    `--port=${ports.webhook}`,
    `--health-port=${ports.health}`,
    `--metrics-port=${ports.metrics}`,
  ]
  const command = { name, path: '/usr/bin/env', arguments: [...args, ...listening] }
  const textOf = async (port: number, path: string) => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`)
    return { ok: response.ok, text: await response.text() }
  }
  return {
    ...startOnLeash(command, home),
    ports,
    metrics: async () => (await textOf(ports.metrics, '/metrics')).text,
    readiness: () => textOf(ports.health, '/readyz'),
  }
}
