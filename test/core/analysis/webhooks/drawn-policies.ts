import fc from 'fast-check'
import type { Request } from '#src/core/admission/request.ts'
import { type Resource, resources } from './made-up-cluster.ts'

/** One or a few of the items. */
export const some = <Item>(items: readonly Item[], maxLength = 2) =>
  fc.uniqueArray(fc.constantFrom(...items), { minLength: 1, maxLength })
const starOr = (item: fc.Arbitrary<string[]>) =>
  fc.oneof({ weight: 1, arbitrary: fc.constant(['*']) }, { weight: 4, arbitrary: item })

export const operations = ['CREATE', 'UPDATE', 'DELETE'] as const
const subResources = ['', '/status', '/*'] as const

const rule = (door: Request['door'], among: readonly Resource[]) =>
  fc
    .record({
      of: fc.constantFrom(...among),
      version: fc.nat(3),
      groups: starOr(fc.constant([])),
      wide: fc.constantFrom('none', 'none', 'none', 'resource', 'all'),
      subResource: fc.constantFrom(...subResources, ''),
      operations: some(door === 'mutate' ? operations.slice(0, 2) : operations, 3),
      scope: fc.constantFrom(undefined, undefined, '*', 'Namespaced', 'Cluster'),
      resourceNames: fc.constantFrom(undefined, undefined, undefined, ['a']),
    })
    .map(({ of, version, groups, wide, subResource, scope, resourceNames, ...rest }) => ({
      apiGroups: groups.length === 0 ? [of.group] : groups,
      apiVersions: [...of.versions, '*'].slice(version % (of.versions.length + 1)).slice(0, 1),
      resources: [wide === 'none' ? `${of.resource}${subResource}` : wide === 'all' ? '*/*' : '*'],
      ...rest,
      ...(scope === undefined ? {} : { scope }),
      ...(resourceNames === undefined ? {} : { resourceNames }),
    }))

const selector = fc.constantFrom(
  undefined,
  undefined,
  { matchLabels: { tier: 'a' } },
  {
    matchExpressions: [{ key: 'tier', operator: 'DoesNotExist' }],
  },
)

/** What a policy about some of the resources says. */
export const policy = (among: readonly Resource[]) =>
  fc.constantFrom('validate', 'validate', 'mutate').chain((given) => {
    const door = given as Request['door']
    return fc.record({
      door: fc.constant(door),
      isOwn: fc.boolean(),
      namespace: fc.constantFrom(undefined, undefined, undefined, 'shop'),
      failurePolicy: fc.constantFrom('Fail', 'Fail', 'Ignore'),
      reinvocationPolicy: fc.constantFrom('Never', 'IfNeeded'),
      resourceRules: fc.array(rule(door, among), { minLength: 1, maxLength: 2 }),
      excludeResourceRules: fc.oneof(
        fc.constant([]),
        fc.array(rule(door, among), { maxLength: 1 }),
      ),
      matchPolicy: fc.constantFrom(undefined, 'Equivalent', 'Exact'),
      objectSelector: selector,
      namespaceSelector: selector,
      podTemplates: fc.constantFrom(false, false, true),
      bound: fc.oneof(
        fc.constant(undefined),
        fc.array(rule(door, among), { minLength: 1, maxLength: 1 }),
      ),
    })
  })

export type Drawn = ReturnType<typeof policy> extends fc.Arbitrary<infer Value> ? Value : never

/** The documents of one policy, called pINDEX. */
export function documentsOf(drawn: Drawn, index: number): readonly object[] {
  const name = `p${index}`
  const isOwn = drawn.isOwn || drawn.namespace !== undefined
  const { door, namespace, failurePolicy, podTemplates } = drawn
  const matchConstraints = defined({
    resourceRules: drawn.resourceRules.map((one) =>
      namespace !== undefined ? { ...one, scope: '*' } : one,
    ),
    excludeResourceRules: drawn.excludeResourceRules,
    matchPolicy: drawn.matchPolicy,
    objectSelector: drawn.objectSelector,
    namespaceSelector: namespace === undefined ? drawn.namespaceSelector : undefined,
  })
  const matchResources = defined({
    resourceRules: namespace === undefined ? drawn.bound : undefined,
  })
  const says =
    door === 'validate'
      ? { validations: [{ expression: 'true' }] }
      : {
          mutations: [
            {
              patchType: 'JSONPatch',
              jsonPatch: { expression: '[JSONPatch{op: "test", path: "/none"}]' },
            },
          ],
          reinvocationPolicy: drawn.reinvocationPolicy,
        }
  const kind = door === 'validate' ? 'Validating' : 'Mutating'
  const spec = { failurePolicy, matchConstraints, ...says }
  if (isOwn) {
    return [
      {
        apiVersion: 'sallyport.dev/v1alpha1',
        kind: `${namespace === undefined ? '' : 'Namespaced'}${kind}Rule`,
        metadata: defined({ name, namespace }),
        spec: { ...spec, podTemplates, matchResources },
      },
    ]
  }
  const apiVersion = 'admissionregistration.k8s.io/v1'
  const actions = door === 'validate' ? { validationActions: ['Deny'] } : {}
  return [
    { apiVersion, kind: `${kind}AdmissionPolicy`, metadata: { name }, spec },
    {
      apiVersion,
      kind: `${kind}AdmissionPolicyBinding`,
      metadata: { name },
      spec: { policyName: name, matchResources, ...actions },
    },
  ]
}

function defined(object: Readonly<Record<string, unknown>>): object {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined))
}

/** Policies of one set. */
export const drawnPolicies = fc.array(policy(resources), { minLength: 1, maxLength: 6 })

export function policyDocuments(drawn: readonly Drawn[]): readonly object[] {
  return drawn.flatMap(documentsOf)
}
