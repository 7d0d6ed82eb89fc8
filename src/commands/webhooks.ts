import {
  type ConfigurationOptions,
  printProblem,
  printYaml,
  type Snapshot,
  webhookConfigurations,
  webhookEntries,
} from '../core/index.ts'
import type { SettingsOf, SettingsTable } from '../settings/setting.ts'
import { webhookSettings } from '../settings/webhook-settings.ts'
import { clusterSettings } from './cluster-settings.ts'
import type { Io } from './command.ts'
import { commandWithSettings } from './with-settings.ts'
import { withSnapshot } from './with-snapshot.ts'
import { write, writeLines } from './write.ts'

const settings = { ...clusterSettings, ...webhookSettings } as const satisfies SettingsTable

type WebhooksSettings = SettingsOf<typeof settings>

const form = {
  name: 'webhooks',
  summary: 'Webhook configurations: those that policies need, and the way to be rid of them.',
  settings,
  operands: 'show|remove',
  examples: [
    'show prints the configurations that sallyport serve --cluster would write for the policies, without the',
    'certificate. remove deletes those of a cluster, whatever their names: then nothing is intercepted any',
    'more, until a Sallyport that runs writes them again. Exit code 1: it could not be done.',
    '',
    '  sallyport webhooks show --policies ./policies',
    '  sallyport webhooks show --cluster',
    '  sallyport webhooks remove --kubeconfig ~/.kube/config',
    '  kubectl delete validatingwebhookconfigurations,mutatingwebhookconfigurations -l app.kubernetes.io/part-of=sallyport',
  ].join('\n'),
} as const

/** `sallyport webhooks`: what is intercepted, and the emergency exit. */
export const webhooks = commandWithSettings(form, (given, operands, io, origins) => {
  const [action, ...others] = operands
  if (others.length > 0 || (action !== 'show' && action !== 'remove')) return usage(operands, io)
  return action === 'remove' ? remove(given, io) : show(given, io, origins)
})

async function usage(operands: readonly string[], io: Io): Promise<number> {
  const found = operands.length === 0 ? 'nothing' : operands.join(' ')
  await writeLines(io.stderr, [`sallyport webhooks: expected show or remove, found ${found}`])
  return 1
}

async function show(
  given: WebhooksSettings,
  io: Io,
  origins: Readonly<Record<string, string>>,
): Promise<number> {
  const time = new Date().toISOString()
  return withSnapshot({ settings: given, origins, io, time }, async ({ snapshot, problems }) => {
    const errors = problems.filter(({ severity }) => severity === 'error')
    await writeLines(io.stderr, errors.map(printProblem))
    const isOfCluster = given.cluster && origins['policies'] === 'default'
    const enforced = isOfCluster ? withoutInTree(snapshot) : snapshot
    const namespace = given.namespace ?? 'sallyport'
    const wanted = webhookEntries(enforced, {
      namespace,
      exemptNamespaces: given.exemptNamespace,
    })
    const { validating, mutating } = webhookConfigurations(wanted, {
      name: given.webhookName,
      server: serverOf(given, namespace),
      trust: undefined,
      timeoutSeconds: given.webhookTimeout / 1000,
      mayFail: true,
    })
    await write(io.stdout, `${printYaml(validating)}---\n${printYaml(mutating)}`)
    return 0
  })
}

/** Those that stand in the cluster as policies of the API server are enforced by it. */
function withoutInTree(snapshot: Snapshot): Snapshot {
  const policies = snapshot.policySet.policies.filter(
    ({ policy }) => !policy.kind.endsWith('AdmissionPolicy'),
  )
  return { ...snapshot, policySet: { ...snapshot.policySet, policies } }
}

function serverOf(
  { webhookUrl, service }: WebhooksSettings,
  namespace: string,
): ConfigurationOptions['server'] {
  return webhookUrl === undefined
    ? { kind: 'service', namespace, name: service }
    : { kind: 'url', url: webhookUrl }
}

async function remove(
  { kubeconfig, kubeContext: context, requestTimeout }: WebhooksSettings,
  io: Io,
): Promise<number> {
  const { removeWebhooks } = await import('../cluster/webhooks/remove-webhooks.ts')
  const removal = await removeWebhooks({ kubeconfig, context, folder: io.cwd }, requestTimeout)
  if (removal.kind === 'problem') {
    await writeLines(io.stderr, [printProblem(removal.problem)])
    return 1
  }
  const { names } = removal
  const lines = names.map((name) => `${name} deleted`)
  await writeLines(io.stdout, names.length === 0 ? [nothingThere] : lines)
  return 0
}

const nothingThere = 'there is no webhook configuration of Sallyport'
