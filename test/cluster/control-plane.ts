import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type AuditEvent, followAuditLog, readAuditLog } from './audit-log.ts'
import {
  apiServer,
  controllerManager,
  etcd,
  kwok,
  portNames,
  type Site,
  scheduler,
  serviceIp,
} from './components.ts'
import { writeKubeconfig } from './kubeconfig.ts'
import { type Kubectl, kubectlWith } from './kubectl.ts'
import { type LeashedProcess, startOnLeash } from './leashed-process.ts'
import { freePorts } from './ports.ts'
import { untilReady } from './readiness.ts'
import { makeRunFolder, removeRunFolder } from './run-folder.ts'
import { toolPath } from './tools.ts'
import { eventually } from './wait.ts'

export interface ControlPlane {
  readonly url: string
  /** That of a cluster administrator. */
  readonly kubeconfig: string
  /** Goes with the control plane; a test may write here. */
  readonly folder: string
  readonly nodes: typeof nodes
  readonly kubectl: Kubectl
  /** Makes a namespace in which Pods can be created at once. */
  readonly createNamespace: (name: string, labels?: Labels) => Promise<void>
  readonly auditEvents: () => readonly AuditEvent[]
  /** Each call of what it answers has the events since the last one. */
  readonly followAuditEvents: () => () => readonly AuditEvent[]
  /** Kills the API server; nothing else of the control plane ends. */
  readonly stopApiServer: () => Promise<void>
  /** Starts it again where it was, and answers when it is ready. */
  readonly startApiServer: () => Promise<void>
  /** Makes etcd forget all versions but the newest: whoever watches from an older one gets a 410. */
  readonly compact: () => Promise<void>
  readonly stop: () => Promise<void>
}

type Labels = Readonly<Record<string, string>>

const nodes = { spot: 'spot-1', normal: 'normal-1' } as const
const nodesFile = join(import.meta.dirname, 'nodes.yaml')
const pkiScript = join(import.meta.dirname, 'pki.sh')
const kubeconfigUsers = ['admin', 'kube-controller-manager', 'kube-scheduler', 'kwok']

/**
 * A real control plane on 127.0.0.1: etcd, API server, controller manager, scheduler, and kwok as the kubelet of two nodes.
 * Answers when a Pod can be created, scheduled and run, after some 5 s; ends with this process at the latest.
 * `emulate` is an older minor release, such as `1.35`, that it then behaves as.
 */
export async function startControlPlane(
  options: { readonly emulate?: string } = {},
): Promise<ControlPlane> {
  const site = await chooseSite(options.emulate)
  const url = `https://127.0.0.1:${site.ports.apiServer}`
  execFileSync(pkiScript, [site.pki, serviceIp])
  for (const user of kubeconfigUsers) writeKubeconfig(site.pki, user, url)
  const kubeconfig = join(site.pki, 'admin.kubeconfig')
  const kubectl = kubectlWith(toolPath('kubectl'), kubeconfig)

  const running: LeashedProcess[] = []
  const stop = () => stopAll(running, site.folder)
  try {
    await startComponents(site, running)
    await untilPodsCanBeCreated(kubectl, 'default')
    await createNodes(kubectl)
  } catch (error) {
    await stop()
    throw error
  }
  return {
    url,
    kubeconfig,
    folder: site.folder,
    nodes,
    kubectl,
    createNamespace: (name, labels = {}) => createNamespace(kubectl, name, labels),
    auditEvents: () => readAuditLog(site.auditLog),
    followAuditEvents: () => followAuditLog(site.auditLog),
    stopApiServer: () => serverIn(running).stop(),
    startApiServer: async () => {
      const started = startOnLeash(apiServer(site), site.folder)
      running.splice(running.indexOf(serverIn(running)), 1, started)
      await readiness(site)(started, site.ports.apiServer, '/readyz')
    },
    compact: () => compact(`http://127.0.0.1:${site.ports.etcd}`),
    stop,
  }
}

async function chooseSite(emulate: string | undefined): Promise<Site> {
  const folder = makeRunFolder()
  mkdirSync(join(folder, 'flex'))
  return {
    folder,
    pki: join(folder, 'pki'),
    auditLog: join(folder, 'audit.jsonl'),
    ports: await freePorts(portNames),
    emulate,
  }
}

/** Adds each process to `running` when it starts, so that a failure on the way leaves none behind. */
async function startComponents(site: Site, running: LeashedProcess[]): Promise<void> {
  const start = (component: typeof etcd) => {
    const started = startOnLeash(component(site), site.folder)
    running.push(started)
    return started
  }
  const ready = readiness(site, running)

  start(etcd)
  await ready(start(apiServer), site.ports.apiServer, '/readyz')
  const manager = start(controllerManager)
  const placer = start(scheduler)
  start(kwok)
  await ready(manager, site.ports.controllerManager, '/healthz')
  await ready(placer, site.ports.scheduler, '/readyz')
}

/** Waits until a component answers, as long as it and those beside it live. */
function readiness(site: Site, beside: readonly LeashedProcess[] = []) {
  const [ca, cert, key] = ['ca.crt', 'admin.crt', 'admin.key'].map((file) =>
    readFileSync(join(site.pki, file)),
  )
  return (answering: LeashedProcess, port: number, path: string) =>
    untilReady({
      url: `https://127.0.0.1:${port}${path}`,
      credentials: { ca, cert, key },
      answering,
      beside,
    })
}

function serverIn(running: readonly LeashedProcess[]): LeashedProcess {
  const server = running.find(({ name }) => name === 'kube-apiserver')
  if (server === undefined) throw new Error('there is no API server')
  return server
}

/** https://etcd.io/docs/v3.6/dev-guide/api_grpc_gateway/ */
async function compact(etcdUrl: string): Promise<void> {
  const post = async (path: string, body: object) => {
    const answer = await fetch(`${etcdUrl}${path}`, { method: 'POST', body: JSON.stringify(body) })
    if (!answer.ok) throw new Error(`etcd answers ${answer.status}: ${await answer.text()}`)
    return (await answer.json()) as { readonly header?: { readonly revision?: string } }
  }
  const { header } = await post('/v3/kv/range', { key: 'AA==' })
  await post('/v3/kv/compaction', { revision: header?.revision, physical: true })
}

/** etcd, the first one started, goes last: an API server that has lost its etcd takes a minute to end. */
async function stopAll(running: readonly LeashedProcess[], folder: string): Promise<void> {
  const [store, ...others] = running
  await Promise.all(others.map((process) => process.stop()))
  await store?.stop()
  removeRunFolder(folder)
}

async function createNodes(kubectl: Kubectl): Promise<void> {
  await must(kubectl, ['create', '-f', nodesFile])
  await must(kubectl, ['wait', '--for=condition=Ready', 'node', '--all', '--timeout=30s'])
}

async function createNamespace(kubectl: Kubectl, name: string, labels: Labels): Promise<void> {
  const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } }
  await must(kubectl, ['create', '-f', '-'], JSON.stringify(namespace))
  await untilPodsCanBeCreated(kubectl, name)
}

/** The API server refuses Pods in a namespace until a controller has made its service account. */
async function untilPodsCanBeCreated(kubectl: Kubectl, namespace: string): Promise<void> {
  await eventually(`service account of ${namespace}`, () =>
    must(kubectl, ['get', 'serviceaccount', 'default', '-n', namespace]),
  )
}

async function must(kubectl: Kubectl, args: readonly string[], input = ''): Promise<void> {
  const { code, stderr } = await kubectl(args, { input })
  if (code !== 0) throw new Error(`kubectl ${args.join(' ')}: ${stderr}`)
}
