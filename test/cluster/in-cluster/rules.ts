/** What differs between the rules of tests. */
export interface RuleOptions {
  readonly name: string
  readonly kind?: string
  /** That of the rule. */
  readonly namespace?: string
  /** GROUP/VERSION/RESOURCE, the core group without a name: `/v1/pods`. */
  readonly resource: string
  /** The only namespace whose objects it is about. */
  readonly about?: string
  readonly spec: Readonly<Record<string, unknown>>
}

/** A policy object of ours about what is created or updated. */
export function rule({
  name,
  kind = 'ValidatingRule',
  namespace,
  resource: path,
  about,
  spec,
}: RuleOptions) {
  const [group, version, resource] = path.split('/')
  const labels = { 'kubernetes.io/metadata.name': about }
  return {
    apiVersion: 'sallyport.dev/v1alpha1',
    kind,
    metadata: { name, ...(namespace === undefined ? {} : { namespace }) },
    spec: {
      matchConstraints: {
        ...(about === undefined ? {} : { namespaceSelector: { matchLabels: labels } }),
        resourceRules: [
          {
            apiGroups: [group],
            apiVersions: [version],
            resources: [resource],
            operations: ['CREATE', 'UPDATE'],
          },
        ],
      },
      ...spec,
    },
  }
}

export function configMap(namespace: string, name: string, data: Readonly<Record<string, string>>) {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace }, data }
}
