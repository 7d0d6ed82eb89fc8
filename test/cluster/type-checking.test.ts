import { afterAll, beforeAll, expect, test } from 'vitest'
import { createSnapshot, expressionWarningsOf, loadPolicies } from '#src/core/index.ts'
import { type ControlPlane, startControlPlane } from './control-plane.ts'
import { eventually } from './wait.ts'

let controlPlane: ControlPlane

beforeAll(async () => {
  controlPlane = await startControlPlane()
})
afterAll(() => controlPlane?.stop())

test('the warnings are those that the cluster writes into the status of policies', async () => {
  const { kubectl } = controlPlane
  await apply(definition)
  await eventually('the schema is published', async () => {
    const { stdout } = await kubectl(['get', '--raw', '/openapi/v3/apis/example.com/v1'])
    expect(stdout).toContain('com.example.v1.Gadget')
  })
  await apply({ apiVersion: 'v1', kind: 'List', items: policies })
  const written = await eventually('every policy is checked', statusOfPolicies)
  expect(written.size).toBeGreaterThan(5)
  expect(own()).toEqual(written)
})

const fields = [
  'object.spec == 1',
  'object.metadata.namespace == 1 || object.metadata.creationTimestamp == 1',
  'object.metadata.labels.foo == 1 && has(object.metadata.nothing)',
  'object.metadata.managedFields[0].fieldsV1.f == oldObject.spec.nothing',
]

/** Every rule with the expressions that are asked of it. */
const policies = [
  policy(
    'pods',
    ['', 'v1', 'pods'],
    [
      ...fields,
      'object.spec.containers.all(c, c.resources.limits.cpu == "1")',
      'object.spec.containers[0].livenessProbe.httpGet.port == 3',
      'authorizer.requestResource.check("get").allowed()',
    ],
  ),
  policy('several', ['apps', 'v1', 'Deployment', 'daemonset', 'replicasets/scale'], fields),
  policy('every-group', ['', 'v1', 'events'], ['object.involvedObject.kind == ""']),
  policy('wildcard', ['*', 'v1', 'pods'], fields),
  policy('secrets', ['', 'v1', 'secrets'], ['object.data.a == "b"', 'object.stringData.a == 1']),
  policy(
    'definitions',
    ['apiextensions.k8s.io', 'v1', 'customresourcedefinitions'],
    [
      'object.spec.versions[0].schema.openAPIV3Schema.properties.a.type == ""',
      'object.spec.versions[0].schema.openAPIV3Schema.items == 1',
    ],
  ),
  policy(
    'services-of-apis',
    ['apiregistration.k8s.io', 'v1', 'apiservices'],
    [...fields, 'object.spec.caBundle == ""'],
  ),
  policy(
    'gadgets',
    ['example.com', 'v1', 'gadgets'],
    [
      ...fields,
      'object.spec.my__dash__size == "1" && object.spec.open.anything == 1',
      'object.spec.port == "http" || object.spec.port == 1',
      'object.spec.until > duration("1s")',
      'object.spec.template.metadata.labels.a == object.spec.template.nothing',
      'variables.labels.a == 1 && variables.broken == 1 && variables.spec == 1',
      'params.data.a == 1',
    ],
  ),
]

function policy(
  name: string,
  [group, version, ...resources]: readonly string[],
  expressions: readonly string[],
) {
  return {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingAdmissionPolicy',
    metadata: { name },
    spec: {
      paramKind: { apiVersion: 'v1', kind: 'ConfigMap' },
      matchConstraints: {
        resourceRules: [
          {
            apiGroups: [group],
            apiVersions: [version],
            operations: ['CREATE'],
            resources,
          },
        ],
      },
      variables: [
        { name: 'labels', expression: 'object.metadata.labels' },
        { name: 'broken', expression: 'object.nothing' },
        { name: 'spec', expression: 'object.spec' },
      ],
      validations: expressions.map((expression) => ({
        expression,
        messageExpression: 'string(object.metadata.nothing)',
      })),
    },
  }
}

const definition = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'gadgets.example.com' },
  spec: {
    group: 'example.com',
    scope: 'Namespaced',
    names: { kind: 'Gadget', plural: 'gadgets' },
    versions: [
      {
        name: 'v1',
        served: true,
        storage: true,
        schema: {
          openAPIV3Schema: {
            type: 'object',
            properties: {
              spec: {
                type: 'object',
                properties: {
                  'my-size': { type: 'integer' },
                  port: { 'x-kubernetes-int-or-string': true },
                  open: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
                  until: { type: 'string', format: 'date-time' },
                  template: {
                    type: 'object',
                    'x-kubernetes-embedded-resource': true,
                    'x-kubernetes-preserve-unknown-fields': true,
                  },
                },
              },
            },
          },
        },
      },
    ],
  },
}

async function apply(document: object): Promise<void> {
  const { stderr, code } = await controlPlane.kubectl(['apply', '-f', '-'], {
    input: JSON.stringify(document),
  })
  expect({ stderr: code === 0 ? '' : stderr, code }).toEqual({ stderr: '', code: 0 })
}

type Warnings = readonly { readonly fieldRef: string; readonly warning: string }[]

interface PolicyList {
  readonly items: readonly {
    readonly metadata: { readonly name: string; readonly generation: number }
    readonly status?: {
      readonly observedGeneration?: number
      readonly typeChecking?: { readonly expressionWarnings?: Warnings }
    }
  }[]
}

async function statusOfPolicies(): Promise<ReadonlyMap<string, Warnings>> {
  const { stdout } = await controlPlane.kubectl([
    'get',
    'validatingadmissionpolicies',
    '--output=json',
  ])
  const { items } = JSON.parse(stdout) as PolicyList
  for (const { metadata, status } of items) {
    expect(status?.observedGeneration, metadata.name).toBe(metadata.generation)
  }
  const all = items.map(({ metadata, status }): [string, Warnings] => [
    metadata.name,
    (status?.typeChecking?.expressionWarnings ?? []).map(withoutNumbers),
  ])
  return new Map(all.filter(([, warnings]) => warnings.length > 0))
}

function own(): ReadonlyMap<string, Warnings> {
  const texts = policies.map((one) => ({ name: one.metadata.name, text: JSON.stringify(one) }))
  const { policies: loaded } = loadPolicies(texts, { kubernetesVersion: '1.37' })
  const context = [{ name: 'definition', text: JSON.stringify(definition) }]
  const { snapshot } = createSnapshot({ policies: loaded, context, kubernetesVersion: '1.37' })
  return new Map(
    [...expressionWarningsOf(snapshot)].map(([name, warnings]) => [
      name,
      warnings.map(withoutNumbers),
    ]),
  )
}

/** Types have the number of nanoseconds of the clock behind their kind. */
function withoutNumbers({ fieldRef, warning }: Warnings[number]): Warnings[number] {
  return { fieldRef, warning: warning.replaceAll(/\b([A-Z][A-Za-z]+)\d+(?=[.,)'])/g, '$1') }
}
