import { access } from 'node:fs/promises'
import { homedir } from 'node:os'
import { delimiter, join, resolve } from 'node:path'
import { KubeConfig } from '@kubernetes/client-node/dist/config.js'
import type { Cluster, Context, User } from '@kubernetes/client-node/dist/config_types.js'
import { ClusterError } from './cluster-error.ts'
import { messageOf } from './message-of.ts'
import { userExtras } from './user-extras.ts'

/** Which cluster is meant. */
export interface ClusterChoice {
  /** One path or, as KUBECONFIG has it, several; undefined: `~/.kube/config`, or the Pod's own service account. */
  readonly kubeconfig: string | undefined
  /** Undefined: the kubeconfig's current context. */
  readonly context: string | undefined
  /** Relative paths start here. */
  readonly folder: string
}

/** The cluster and the user of a context. */
export interface ChosenCluster {
  readonly cluster: Cluster
  readonly user: User
  /** Whom the user acts as, beside the name. */
  readonly headers: Readonly<Record<string, string | readonly string[]>>
  /** How messages name where this comes from: `context "prod" of /home/me/.kube/config`. */
  readonly origin: string
}

/** What the kubeconfig says, as kubectl takes it: of several files the first that says something counts. */
export async function chosenCluster(choice: ClusterChoice): Promise<ChosenCluster> {
  const files = await filesOf(choice)
  return files.length === 0 ? inCluster(choice) : fromFiles(files, choice)
}

const tokenFile = '/var/run/secrets/kubernetes.io/serviceaccount/token'

async function filesOf({ kubeconfig, folder }: ClusterChoice): Promise<readonly string[]> {
  if (kubeconfig === undefined) {
    const usual = join(homedir(), '.kube', 'config')
    if (await isThere(usual)) return [usual]
    if (await isThere(tokenFile)) return []
    throw new ClusterError(
      usual,
      'there is no kubeconfig: name one with --kubeconfig PATH, or with the variable KUBECONFIG',
    )
  }
  const named = kubeconfig.split(delimiter).filter((path) => path !== '')
  const paths = named.map((path) => resolve(folder, path))
  const [first = folder, ...others] = paths
  if (others.length === 0) return [first]
  const there = await Promise.all(paths.map(isThere))
  return there.some(Boolean) ? paths.filter((_, index) => there[index]) : [first]
}

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  )
}

function inCluster({ context }: ClusterChoice): ChosenCluster {
  if (context !== undefined) {
    throw new ClusterError(
      tokenFile,
      `there is no context "${context}" without a kubeconfig: leave --kube-context out, or name a file with --kubeconfig`,
    )
  }
  const config = new KubeConfig()
  config.loadFromCluster()
  const [cluster] = config.clusters
  const [user] = config.users
  if (cluster === undefined || user === undefined) throw new Error('no cluster was made')
  return { cluster, user, headers: {}, origin: "the Pod's service account" }
}

function fromFiles(files: readonly string[], choice: ClusterChoice): ChosenCluster {
  const configs = files.map((file) => ({ file, config: readFile(file) }))
  const name =
    choice.context ?? configs.map(({ config }) => config.currentContext).find((one) => one)
  const source = files.join(delimiter)
  if (name === undefined) {
    throw new ClusterError(
      source,
      `the kubeconfig has no current-context: name one with --kube-context (${namesOf(configs, 'contexts')})`,
    )
  }
  const context = named<Context>(configs, 'contexts', name)
  if (context === undefined) {
    throw new ClusterError(
      source,
      `the kubeconfig has no context "${name}": name one that it has with --kube-context (${namesOf(configs, 'contexts')})`,
    )
  }
  const cluster = named<Cluster>(configs, 'clusters', context.cluster)
  if (cluster === undefined) {
    throw new ClusterError(
      source,
      `context "${name}" names the cluster "${context.cluster}", which the kubeconfig does not have: correct the context`,
    )
  }
  const user = named<User>(configs, 'users', context.user)
  if (user === undefined && (context.user ?? '') !== '') {
    throw new ClusterError(
      source,
      `context "${name}" names the user "${context.user}", which the kubeconfig does not have: correct the context`,
    )
  }
  const origin = `context "${name}" of ${source}`
  const anybody = { name: '' }
  if (user === undefined) return { cluster, user: anybody, headers: {}, origin }
  const holder = configs.find(({ config }) => config.users.some((one) => one.name === user.name))
  const { token, headers } = userExtras(holder?.file ?? source, user.name)
  return { cluster, user: token === undefined ? user : { ...user, token }, headers, origin }
}

interface ReadFile {
  readonly file: string
  readonly config: KubeConfig
}

function readFile(file: string): KubeConfig {
  const config = new KubeConfig()
  try {
    config.loadFromFile(file)
  } catch (cause) {
    throw new ClusterError(
      file,
      `the kubeconfig cannot be read: ${reasonOf(cause)}; correct it, or name another with --kubeconfig`,
    )
  }
  return config
}

/** A file that holds no mapping makes the library stumble over its own words. */
function reasonOf(cause: unknown): string {
  if (cause instanceof TypeError) return 'it is no kubeconfig'
  const message = messageOf(cause)
  return message.split('\n', 1)[0] ?? ''
}

type Entries = 'contexts' | 'clusters' | 'users'

function named<Entry extends { readonly name: string }>(
  configs: readonly ReadFile[],
  entries: Entries,
  name: string,
): Entry | undefined {
  const all = configs.flatMap(({ config }): readonly { readonly name: string }[] => config[entries])
  return all.find((entry) => entry.name === name) as Entry | undefined
}

function namesOf(configs: readonly ReadFile[], entries: Entries): string {
  const names = configs.flatMap(({ config }) => config[entries].map(({ name }) => name))
  return names.length === 0 ? 'it has none' : `it has ${names.join(', ')}`
}
