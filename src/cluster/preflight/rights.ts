import { ownerName } from '../webhooks/owner.ts'
import type { PreflightPlace } from './check.ts'

/** A right that the server needs, and for what. */
export interface Right {
  readonly group: string
  readonly resource: string
  readonly subresource?: string
  readonly verb: string
  /** Where: in the server's own namespace, or everywhere. */
  readonly where: 'own-namespace' | 'cluster'
  /** The setting that names the only object that is meant. */
  readonly only?: 'certificateSecret' | 'lease' | 'webhookName' | 'webhooksRole'
  /** The only object that is meant, whatever the settings say. */
  readonly name?: string
  readonly why: string
  /** What the server does without where it is missing: then that is a warning. */
  readonly optional?: true
}

/** Of the only object that the right is for; undefined where it is for all. */
export function nameOfRight(
  { only, name }: Right,
  place: Omit<PreflightPlace, 'namespace'>,
): string | undefined {
  if (only === undefined) return name
  return only === 'webhooksRole' ? ownerName(place.webhookName) : place[only]
}

const kinds = [
  'validatingrules',
  'mutatingrules',
  'namespacedvalidatingrules',
  'namespacedmutatingrules',
  'policyexemptions',
]

/** Every right of the server's fixed rules. What policies look up, and other kinds that a scan lists, are granted beside them. */
export const rights: readonly Right[] = [
  ...kinds.flatMap((resource) =>
    ['list', 'watch'].map((verb) =>
      right('sallyport.dev', resource, verb, 'policies and exemptions'),
    ),
  ),
  ...kinds.map((resource) => ({
    ...right('sallyport.dev', resource, 'patch', 'what policies are told about themselves'),
    subresource: 'status',
  })),
  ...reading('', 'namespaces', 'labels of namespaces'),
  ...reading('apiextensions.k8s.io', 'customresourcedefinitions', 'which custom kinds there are'),
  ...['validatingwebhookconfigurations', 'mutatingwebhookconfigurations'].flatMap((resource) =>
    ['get', 'list', 'watch', 'create', 'patch'].map((verb) => ({
      ...right('admissionregistration.k8s.io', resource, verb, 'the webhooks that call the server'),
      only: 'webhookName' as const,
    })),
  ),
  {
    ...right('rbac.authorization.k8s.io', 'clusterroles', 'get', 'whose end ends the webhooks'),
    only: 'webhooksRole' as const,
    optional: true as const,
  },
  right('authorization.k8s.io', 'subjectaccessreviews', 'create', 'what a user may do'),
  right(
    '',
    'pods',
    'list',
    'the Pods of a namespace whose Pod Security labels change, and for reports',
  ),
  ...[
    ...['podtemplates', 'replicationcontrollers'].map((one) => ['', one]),
    ...['daemonsets', 'deployments', 'replicasets', 'statefulsets'].map((one) => ['apps', one]),
    ...['cronjobs', 'jobs'].map((one) => ['batch', one]),
  ].map(([group = '', resource = '']) => ({
    ...right(group, resource, 'list', 'what runs, for reports'),
    optional: true as const,
  })),
  ...['create', 'patch'].map((verb) => ({
    ...right('events.k8s.io', 'events', verb, 'events about what was refused'),
    optional: true as const,
  })),
  ...['reports', 'clusterreports'].flatMap((resource) => [
    reporting(resource, 'list'),
    ...['get', 'create', 'patch', 'delete'].map((verb) => ({
      ...reporting(resource, verb),
      name: 'sallyport',
    })),
  ]),
  ...['get', 'list', 'watch', 'update'].map((verb) => ({
    ...own('', 'secrets', verb, 'the certificate'),
    only: 'certificateSecret' as const,
  })),
  own('', 'secrets', 'create', 'the certificate'),
  ...['get', 'update'].map((verb) => ({
    ...own('coordination.k8s.io', 'leases', verb, 'which server leads'),
    only: 'lease' as const,
  })),
  own('coordination.k8s.io', 'leases', 'create', 'which server leads'),
  own('', 'configmaps', 'create', 'the probe before failurePolicy Fail'),
  own('discovery.k8s.io', 'endpointslices', 'list', 'whether servers are ready'),
]

function right(group: string, resource: string, verb: string, why: string): Right {
  return { group, resource, verb, where: 'cluster', why }
}

function reporting(resource: string, verb: string): Right {
  return { ...right('openreports.io', resource, verb, 'reports about what runs'), optional: true }
}

function own(group: string, resource: string, verb: string, why: string): Right {
  return { ...right(group, resource, verb, why), where: 'own-namespace' }
}

function reading(group: string, resource: string, why: string): readonly Right[] {
  return ['get', 'list', 'watch'].map((verb) => right(group, resource, verb, why))
}
