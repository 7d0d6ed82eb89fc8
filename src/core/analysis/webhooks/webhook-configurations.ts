import { base64OfText } from '../../source/base64.ts'
import type { JsonObject } from '../../source/json-value.ts'
import type { WantedWebhooks, WebhookEntry } from './webhook-entry.ts'

/** Where the API server finds the webhooks. */
export type WebhookServer =
  | { readonly kind: 'service'; readonly namespace: string; readonly name: string }
  /** Without a path; for a server outside of the cluster's network. */
  | { readonly kind: 'url'; readonly url: string }

/** The authorities of the server's certificate. */
export type WebhookTrust =
  | { readonly kind: 'bundle'; readonly pem: string }
  /** cert-manager writes those of a Secret (NAMESPACE/NAME): https://cert-manager.io/docs/concepts/ca-injector/ */
  | { readonly kind: 'injected'; readonly secret: string }

export interface ConfigurationOptions {
  /** The name of both configurations. */
  readonly name: string
  readonly server: WebhookServer
  /** Whom the API server trusts; undefined: whom it trusts anyway. */
  readonly trust: WebhookTrust | undefined
  /** How long the API server waits for an answer, from 1 to 30. */
  readonly timeoutSeconds: number
  /** Whether webhooks may fail closed yet. */
  readonly mayFail: boolean
  /** What takes them along when it is deleted. */
  readonly owner?: ConfigurationOwner | undefined
}

/** An object outside of namespaces, as an owner reference names it. */
export interface ConfigurationOwner {
  readonly apiVersion: string
  readonly kind: string
  readonly name: string
  readonly uid: string
}

/** What each of the configurations is called. */
export const configurationKinds = {
  validating: {
    kind: 'ValidatingWebhookConfiguration',
    resource: 'validatingwebhookconfigurations',
  },
  mutating: { kind: 'MutatingWebhookConfiguration', resource: 'mutatingwebhookconfigurations' },
} as const

/** Both configurations, with every field that the API server would set, so that they can be compared with what it holds. */
export function webhookConfigurations(
  wanted: WantedWebhooks,
  options: ConfigurationOptions,
): Readonly<Record<keyof WantedWebhooks, JsonObject>> {
  return {
    validating: configuration('validating', wanted.validating, options),
    mutating: configuration('mutating', wanted.mutating, options),
  }
}

/** By which all that is ours is found. */
export const ownLabels = {
  'app.kubernetes.io/managed-by': 'sallyport',
  'app.kubernetes.io/name': 'sallyport',
  'app.kubernetes.io/part-of': 'sallyport',
} as const

/** Remembers that webhooks fail closed, so that they go on doing so whoever leads. */
export const failAnnotation = 'sallyport.dev/fails-closed'

function configuration(
  which: keyof WantedWebhooks,
  entries: readonly WebhookEntry[],
  options: ConfigurationOptions,
): JsonObject {
  const { trust, mayFail, owner } = options
  const annotations = {
    [failAnnotation]: String(mayFail),
    ...(trust?.kind === 'injected'
      ? { 'cert-manager.io/inject-ca-from-secret': trust.secret }
      : {}),
  }
  return {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: configurationKinds[which].kind,
    metadata: {
      name: options.name,
      labels: ownLabels,
      annotations,
      ...(owner === undefined ? {} : { ownerReferences: [{ ...owner }] }),
    },
    webhooks: entries.map((entry) => webhookOf(entry, options)),
  }
}

function webhookOf(entry: WebhookEntry, options: ConfigurationOptions): JsonObject {
  const { name, rules, matchPolicy, matchConditions, reinvocationPolicy } = entry
  const { namespaceSelector, objectSelector } = entry
  const written = {
    name,
    admissionReviewVersions: ['v1'],
    clientConfig: clientConfig(entry, options),
    failurePolicy: isOpen(entry, options) ? 'Ignore' : entry.failurePolicy,
    ...(matchConditions.length === 0 ? {} : { matchConditions }),
    matchPolicy,
    namespaceSelector,
    objectSelector,
    ...(reinvocationPolicy === undefined ? {} : { reinvocationPolicy }),
    rules,
    sideEffects: 'None',
    timeoutSeconds: options.timeoutSeconds,
  }
  return written as unknown as JsonObject
}

/** The probe concerns nobody else, and its failure says what is wrong. */
function isOpen({ name }: WebhookEntry, { mayFail }: ConfigurationOptions): boolean {
  return !mayFail && name !== 'probe.sallyport.dev'
}

function clientConfig({ path }: WebhookEntry, { server, trust }: ConfigurationOptions) {
  const bundle = trust?.kind === 'bundle' ? { caBundle: base64OfText(trust.pem) } : {}
  if (server.kind === 'url') return { url: `${server.url.replace(/\/$/, '')}${path}`, ...bundle }
  const { name, namespace } = server
  return { service: { name, namespace, path, port: 443 }, ...bundle }
}
