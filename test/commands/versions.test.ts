import { expect, test } from 'vitest'
import { test as testCommand } from '#src/commands/test.ts'
import type { TestReport } from '#src/tester/report.ts'
import { run } from '#test/support/run-command.ts'
import { temporaryFolder } from '#test/support/temporary-folder.ts'

/** A policy whose rules name one version of a resource. */
interface Wanted {
  readonly group: string
  readonly version: string
  readonly resource: string
  readonly matchPolicy?: string
  readonly names?: readonly string[]
}

function constraints({ group, version, resource, matchPolicy = 'Equivalent', names }: Wanted) {
  return {
    matchPolicy,
    resourceRules: [
      {
        apiGroups: [group],
        apiVersions: [version],
        operations: ['CREATE'],
        resources: [resource],
        ...(names && { resourceNames: names }),
      },
    ],
  }
}

function document(kind: string, name: string, spec: object): string {
  const metadata = { name }
  return JSON.stringify({ apiVersion: 'admissionregistration.k8s.io/v1', kind, metadata, spec })
}

/** Refuses, and says in which version it saw the object and what it saw of its colour. */
function refusing(wanted: Wanted): string {
  const messageExpression = [
    "'saw ' + object.apiVersion + ' as ' + request.kind.version + '/' + request.resource.version",
    "' of ' + request.requestKind.version + ', ' + (has(object.colour) ? object.colour : 'no colour')",
  ].join(' + ')
  const validations = [{ expression: 'false', messageExpression }]
  return [
    document('ValidatingAdmissionPolicy', 'no', {
      matchConstraints: constraints(wanted),
      validations,
    }),
    document('ValidatingAdmissionPolicyBinding', 'no', {
      policyName: 'no',
      validationActions: ['Deny'],
    }),
  ].join('\n---\n')
}

function definition(strategy: string | undefined): string {
  const colour = (fallback: string) => ({
    schema: {
      openAPIV3Schema: {
        type: 'object',
        properties: {
          colour: { type: 'string', default: fallback },
          size: { type: 'integer' },
        },
      },
    },
    served: true,
  })
  return JSON.stringify({
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'ships.example.com' },
    spec: {
      group: 'example.com',
      scope: 'Cluster',
      names: { kind: 'Ship', plural: 'ships' },
      ...(strategy && { conversion: { strategy } }),
      versions: [
        { name: 'v1', storage: true, ...colour('red') },
        { name: 'v2', storage: false, ...colour('blue') },
      ],
    },
  })
}

const ship = (version: string) => ({
  apiVersion: `example.com/${version}`,
  kind: 'Ship',
  metadata: { name: 's' },
})

const event = {
  apiVersion: 'v1',
  kind: 'Event',
  metadata: { name: 'e', namespace: 'default' },
  involvedObject: {},
}

const scaler = {
  apiVersion: 'autoscaling/v2',
  kind: 'HorizontalPodAutoscaler',
  metadata: { name: 'h' },
  spec: { maxReplicas: 3, scaleTargetRef: { kind: 'Deployment', name: 'web' } },
}

const scalers = { group: 'autoscaling', resource: 'horizontalpodautoscalers' }
const ships = { group: 'example.com', resource: 'ships' }

async function report(policy: string, object: object, strategy?: string): Promise<TestReport> {
  const cwd = await temporaryFolder({
    'policies/p.yaml': policy,
    'crd.yaml': definition(strategy),
    'm/a.yaml': JSON.stringify(object),
  })
  const argv = ['m', '--context', 'crd.yaml', '--output', 'json']
  return JSON.parse((await run(testCommand, argv, { cwd })).stdout) as TestReport
}

test.for<{ name: string; wanted: Wanted; strategy?: string; sent: string; messages: string[] }>([
  {
    name: 'the version that was sent',
    wanted: { ...ships, version: 'v1' },
    sent: 'v1',
    messages: ['saw example.com/v1 as v1/v1 of v1, red'],
  },
  {
    name: 'another version, in which it is sent with what it has',
    wanted: { ...ships, version: 'v2' },
    sent: 'v1',
    messages: ['saw example.com/v2 as v2/v2 of v1, red'],
  },
  {
    name: 'another version where the strategy None is written',
    wanted: { ...ships, version: 'v1' },
    strategy: 'None',
    sent: 'v2',
    messages: ['saw example.com/v1 as v1/v1 of v2, blue'],
  },
  {
    name: 'both, judged once',
    wanted: { ...ships, version: '*' },
    sent: 'v2',
    messages: ['saw example.com/v2 as v2/v2 of v2, blue'],
  },
  {
    name: 'another version with Exact',
    wanted: { ...ships, version: 'v2', matchPolicy: 'Exact' },
    sent: 'v1',
    messages: [],
  },
  {
    name: 'another version of another name',
    wanted: { ...ships, version: 'v2', names: ['t'] },
    sent: 'v1',
    messages: [],
  },
  {
    name: 'a version that there is not',
    wanted: { ...ships, version: 'v3' },
    sent: 'v1',
    messages: [],
  },
])('a policy on custom resources wants $name', async ({ wanted, strategy, sent, messages }) => {
  const { results } = await report(refusing(wanted), ship(sent), strategy)
  expect(results.flatMap(({ findings }) => findings.map(({ message }) => message))).toEqual(
    messages,
  )
  expect(results.flatMap(({ problems }) => problems)).toEqual([])
})

test.for<{ name: string; wanted: Wanted; object: object; strategy?: string; version: string }>([
  {
    name: 'an autoscaler of another version',
    wanted: { ...scalers, version: 'v1' },
    object: scaler,
    version: 'autoscaling/v1',
  },
  {
    name: 'an event of the other group',
    wanted: { group: 'events.k8s.io', version: 'v1', resource: 'events' },
    object: event,
    version: 'events.k8s.io/v1',
  },
  {
    name: 'a custom resource that a webhook converts',
    wanted: { ...ships, version: 'v2' },
    object: ship('v1'),
    strategy: 'Webhook',
    version: 'example.com/v2',
  },
])('where code converts, it is said what was not judged: $name', async (row) => {
  const { results } = await report(refusing(row.wanted), row.object, row.strategy)
  expect(results.map(({ verdict }) => verdict)).toEqual(['warn'])
  expect(results.flatMap(({ findings }) => findings)).toEqual([])
  expect(results.flatMap(({ problems }) => problems)).toMatchObject([
    {
      code: 'not-judged',
      line: 1,
      message: `policy "no" did not judge it: the object would have to be converted to ${row.version}, which only a cluster does`,
    },
  ])
})

test.for<{ name: string; wanted: Wanted }>([
  { name: 'its own version', wanted: { ...scalers, version: 'v2', names: ['other'] } },
  { name: 'another version of another name', wanted: { ...scalers, version: 'v1', names: ['x'] } },
  {
    name: 'another version with Exact',
    wanted: { ...scalers, version: 'v1', matchPolicy: 'Exact' },
  },
])('nothing is said of a policy that does not mean it: $name', async ({ wanted }) => {
  const { results } = await report(refusing(wanted), scaler)
  expect(results.map(({ verdict }) => verdict)).toEqual(['pass'])
})

test('a mutation in another version changes the object that was sent', async () => {
  const expression =
    "[JSONPatch{op: 'add', path: '/colour', value: object.apiVersion + ' ' + object.colour}]"
  const policy = [
    document('MutatingAdmissionPolicy', 'paint', {
      matchConstraints: constraints({ ...ships, version: 'v2' }),
      failurePolicy: 'Fail',
      reinvocationPolicy: 'Never',
      mutations: [
        { patchType: 'JSONPatch', jsonPatch: { expression } },
        {
          patchType: 'ApplyConfiguration',
          applyConfiguration: { expression: 'Object{size: size(object.colour)}' },
        },
      ],
    }),
    document('MutatingAdmissionPolicyBinding', 'paint', { policyName: 'paint' }),
    refusing({ ...ships, version: 'v1' }),
  ].join('\n---\n')
  const { results } = await report(policy, ship('v1'))
  expect(results.flatMap(({ changes }) => changes)).toEqual([
    { createdKind: null, policy: 'paint', binding: 'paint', paths: ['colour', 'size'] },
  ])
  expect(results.flatMap(({ findings }) => findings.map(({ message }) => message))).toEqual([
    'saw example.com/v1 as v1/v1 of v1, example.com/v2 red',
  ])
})
