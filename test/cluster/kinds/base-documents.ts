import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fieldOf, isObject, type JsonObject, type JsonValue, readYaml } from '#src/core/index.ts'
import { hasCorpora, readRows } from '#test/conformance/corpora.ts'

/** Documents of all our kinds that are right: the repository's policies, those from outside as rules of ours, and some by hand. */
export function baseDocuments(): readonly JsonObject[] {
  return [...byHand, ...ownPolicies().map(({ value }) => value), ...fromOutside()]
}

/** The repository's policies, as their files have them. */
export function ownPolicies(): readonly { readonly path: string; readonly value: JsonObject }[] {
  const paths = readdirSync('policies', { recursive: true, encoding: 'utf8' })
  return paths
    .filter((path) => path.endsWith('policy.yaml'))
    .map((path) => join('policies', path))
    .flatMap((path) => {
      const { documents } = readYaml({ name: path, text: readFileSync(path, 'utf8') })
      return documents.flatMap(({ value }) => (isObject(value) ? [{ path, value }] : []))
    })
}

const corpora = [
  'vap-k8s-docs.jsonl.gz',
  'vap-undistro.jsonl.gz',
  'gatekeeper-library-cel.jsonl.gz',
]

/** Each policy from outside with its first binding as one document. */
function fromOutside(): readonly JsonObject[] {
  if (!hasCorpora) return []
  const rows = corpora.flatMap((name) => readRows(name) as readonly JsonObject[])
  const rules = rows.flatMap((row) => {
    const policy = listIn(row, 'policies').find(({ kind }) => kind === 'ValidatingAdmissionPolicy')
    return policy === undefined ? [] : [ruleOf(policy, listIn(row, 'bindings')[0])]
  })
  return [...new Map(rules.map((one) => [JSON.stringify(one), one])).values()]
}

function ruleOf(policy: JsonObject, binding: JsonObject | undefined): JsonObject {
  const { policyName: _ours, ...bound } = (fieldOf(binding, 'spec') ?? {}) as JsonObject
  return {
    apiVersion: 'sallyport.dev/v1alpha1',
    kind: 'ValidatingRule',
    metadata: { name: fieldOf(fieldOf(policy, 'metadata'), 'name') ?? 'policy' },
    spec: { ...(policy['spec'] as JsonObject), ...bound },
  }
}

function listIn(row: JsonObject, field: string): readonly JsonObject[] {
  const value: JsonValue | undefined = row[field]
  return Array.isArray(value) ? value.filter(isObject) : []
}

const apiVersion = 'sallyport.dev/v1alpha1'
const pods = {
  apiGroups: [''],
  apiVersions: ['v1'],
  operations: ['CREATE', 'UPDATE'],
  resources: ['pods'],
}
const inShop = {
  matchLabels: { team: 'shop' },
  matchExpressions: [{ key: 'a', operator: 'Exists' }],
}

/** Every field once at least. */
const byHand: readonly JsonObject[] = [
  {
    apiVersion,
    kind: 'ValidatingRule',
    metadata: { name: 'everything' },
    spec: {
      matchConstraints: {
        namespaceSelector: inShop,
        objectSelector: { matchExpressions: [{ key: 'a', operator: 'In', values: ['b'] }] },
        resourceRules: [{ ...pods, resourceNames: ['a', 'b'], scope: 'Namespaced' }],
        excludeResourceRules: [{ ...pods, resources: ['pods/status'] }],
        matchPolicy: 'Equivalent',
      },
      matchResources: { resourceRules: [pods] },
      matchConditions: [{ name: 'not-root', expression: "request.userInfo.username != 'root'" }],
      variables: [{ name: 'spec', expression: 'object.spec' }],
      failurePolicy: 'Ignore',
      paramKind: { apiVersion: 'v1', kind: 'ConfigMap' },
      paramRef: { name: 'limits', namespace: 'shop', parameterNotFoundAction: 'Allow' },
      params: { any: [1, 'a', { b: null }], 'a b': true },
      lookups: [
        { name: 'nodes', version: 'v1', resource: 'nodes' },
        {
          name: 'quotas',
          version: 'v1',
          resource: 'resourcequotas',
          namespace: 'request.namespace',
          labelSelector: inShop,
        },
      ],
      validations: [
        {
          name: 'host',
          expression: 'has(variables.spec.hostname) && params != null && size(lookups.nodes) > 0',
          message: 'no',
          messageExpression: "'no ' + object.metadata.name",
          reason: 'Forbidden',
        },
      ],
      auditAnnotations: [{ key: 'host', valueExpression: "'a'" }],
      validationActions: ['Warn', 'Audit'],
      enforceFrom: '2030-01-31T09:00:00+01:00',
      podTemplates: true,
      exemptible: false,
    },
  },
  {
    apiVersion,
    kind: 'ValidatingRule',
    metadata: { name: 'level' },
    spec: {
      matchConstraints: { resourceRules: [pods] },
      podSecurity: {
        level: 'restricted',
        version: 'v1.30',
        exclude: [
          { control: 'hostPorts', images: ['web:*'], containers: ['web'], values: [80, 8080] },
        ],
      },
      enforceFrom: '2030-01-31',
    },
  },
  {
    apiVersion,
    kind: 'MutatingRule',
    metadata: { name: 'label' },
    spec: {
      matchConstraints: { resourceRules: [pods] },
      reinvocationPolicy: 'IfNeeded',
      mutations: [
        {
          patchType: 'ApplyConfiguration',
          applyConfiguration: {
            expression: "Object{metadata: Object.metadata{labels: {'a': 'b'}}}",
          },
        },
        {
          patchType: 'JSONPatch',
          jsonPatch: { expression: "[JSONPatch{op: 'remove', path: '/spec/hostname'}]" },
        },
      ],
    },
  },
  {
    apiVersion,
    kind: 'NamespacedValidatingRule',
    metadata: { name: 'own', namespace: 'shop' },
    spec: {
      matchConstraints: { resourceRules: [pods] },
      lookups: [{ name: 'claims', version: 'v1', resource: 'persistentvolumeclaims' }],
      validations: [{ expression: 'size(lookups.claims) > 0' }],
    },
  },
  {
    apiVersion,
    kind: 'NamespacedMutatingRule',
    metadata: { name: 'own', namespace: 'shop' },
    spec: {
      matchConstraints: { resourceRules: [{ ...pods, scope: '*' }] },
      mutations: [
        {
          patchType: 'JSONPatch',
          jsonPatch: { expression: "[JSONPatch{op: 'remove', path: '/spec/hostname'}]" },
        },
      ],
    },
  },
  {
    apiVersion,
    kind: 'PolicyExemption',
    metadata: { name: 'old', namespace: 'shop' },
    spec: {
      policies: [
        {
          kind: 'NamespacedValidatingRule',
          namespace: 'shop-*',
          name: 'limit*',
          validations: ['host'],
          controls: ['hostPorts'],
        },
      ],
      namespaces: ['shop', 'shop-?'],
      objects: [{ kinds: ['Deployment.apps', 'Pod'], names: ['web-*'] }],
      matchResources: { objectSelector: inShop },
      matchConditions: [{ name: 'small', expression: 'object.spec.replicas < 3' }],
      expires: '2099-12-31T18:00:00Z',
      reason: 'is replaced in spring',
      requestedBy: 'shop team',
    },
  },
]
