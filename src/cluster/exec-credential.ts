import { execFile } from 'node:child_process'
import type { Cluster, User } from '@kubernetes/client-node/dist/config_types.js'
import {
  fieldOf,
  isArray,
  isObject,
  type JsonObject,
  type JsonValue,
  parseJson,
} from '../core/index.ts'
import { variablesWith } from '../settings/read.ts'
import { ClusterError } from './cluster-error.ts'
import type { ChosenCluster } from './kubeconfig.ts'
import { textIn } from './text-in.ts'

/**
 * The user with what its credential plugin answers, where it has one. The plugin is told which form of answer is wanted, and
 * about the cluster if it asks for that; it cannot ask anybody anything, and is ended when the time is up.
 * https://kubernetes.io/docs/reference/access-authn-authz/authentication/#client-go-credential-plugins
 */
export async function withExecCredential(
  chosen: ChosenCluster,
  timeoutMs: number,
): Promise<ChosenCluster> {
  const plugin = pluginOf(chosen.user)
  if (plugin === undefined) return chosen
  const status = fieldOf(await credentialFrom(plugin, chosen, timeoutMs), 'status')
  const token = textIn(status, 'token')
  const certificate = textIn(status, 'clientCertificateData')
  if (token === '' && certificate === '') {
    throw failed(chosen, plugin, 'answers neither a token nor a certificate')
  }
  const { exec: _exec, ...user } = chosen.user
  return {
    ...chosen,
    user: {
      ...user,
      ...(token === '' ? {} : { token }),
      ...(certificate === ''
        ? {}
        : { certData: base64(certificate), keyData: base64(textIn(status, 'clientKeyData')) }),
    },
  }
}

interface Plugin {
  readonly apiVersion: string
  readonly command: string
  readonly args: readonly string[]
  readonly variables: Readonly<Record<string, string>>
  readonly wantsCluster: boolean
  readonly installHint: string
}

function pluginOf({ exec }: User): Plugin | undefined {
  const given = exec as JsonValue | undefined
  if (!isObject(given)) return undefined
  const pairs = listIn(given, 'env').filter(isObject)
  return {
    apiVersion: textIn(given, 'apiVersion'),
    command: textIn(given, 'command'),
    args: listIn(given, 'args').map(String),
    variables: Object.fromEntries(
      pairs.map((pair) => [textIn(pair, 'name'), textIn(pair, 'value')]),
    ),
    wantsCluster: fieldOf(given, 'provideClusterInfo') === true,
    installHint: textIn(given, 'installHint'),
  }
}

async function credentialFrom(
  plugin: Plugin,
  chosen: ChosenCluster,
  timeoutMs: number,
): Promise<JsonObject> {
  const { error, stdout, stderr } = await run(plugin, chosen.cluster, timeoutMs)
  if (error !== undefined) {
    throw failed(chosen, plugin, whyNot(error, { plugin, stderr, timeoutMs }))
  }
  const answer = parseJson(stdout)
  if (answer.kind === 'problem' || !isObject(answer.value)) {
    throw failed(chosen, plugin, 'does not answer with an ExecCredential')
  }
  return answer.value
}

interface Ran {
  readonly error: (Error & { readonly code?: unknown; readonly killed?: boolean }) | undefined
  readonly stdout: string
  readonly stderr: string
}

function run(plugin: Plugin, cluster: Cluster, timeoutMs: number): Promise<Ran> {
  const info = JSON.stringify({
    apiVersion: plugin.apiVersion,
    kind: 'ExecCredential',
    spec: {
      interactive: false,
      ...(plugin.wantsCluster ? { cluster: clusterInfo(cluster) } : {}),
    },
  })
  const env = variablesWith({ ...plugin.variables, KUBERNETES_EXEC_INFO: info })
  return new Promise((resolve) => {
    const child = execFile(
      plugin.command,
      plugin.args,
      { env, timeout: timeoutMs, killSignal: 'SIGKILL', maxBuffer: 1_048_576 },
      (error, stdout, stderr) => resolve({ error: error ?? undefined, stdout, stderr }),
    )
    child.stdin?.end()
  })
}

function clusterInfo({ server, caData, skipTLSVerify, tlsServerName, proxyUrl }: Cluster) {
  return {
    server,
    'insecure-skip-tls-verify': skipTLSVerify,
    ...(caData === undefined ? {} : { 'certificate-authority-data': caData }),
    ...(tlsServerName === undefined ? {} : { 'tls-server-name': tlsServerName }),
    ...(proxyUrl === undefined ? {} : { 'proxy-url': proxyUrl }),
  }
}

function whyNot(
  error: NonNullable<Ran['error']>,
  {
    plugin,
    stderr,
    timeoutMs,
  }: { readonly plugin: Plugin; readonly stderr: string; readonly timeoutMs: number },
): string {
  if (error.code === 'ENOENT') {
    return `is not installed${plugin.installHint === '' ? ': install it, or name another context' : `: ${plugin.installHint}`}`
  }
  if (error.killed === true) {
    return `did not answer within ${timeoutMs} ms: log in before, or raise --request-timeout`
  }
  const said = stderr.trim()
  return `failed: ${said === '' ? error.message : said}`
}

function failed({ user, origin }: ChosenCluster, plugin: Plugin, why: string): ClusterError {
  return new ClusterError(
    origin,
    `the credential plugin "${plugin.command}" of user "${user.name}" ${why}`,
  )
}

function listIn(value: JsonValue, key: string): readonly JsonValue[] {
  const field = fieldOf(value, key)
  return isArray(field) ? field : []
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64')
}
