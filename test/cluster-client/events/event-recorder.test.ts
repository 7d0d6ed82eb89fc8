import { expect, onTestFinished, test } from 'vitest'
import { eventRecorder } from '#src/cluster/events/event-recorder.ts'
import {
  admit,
  createSnapshot,
  type JsonObject,
  loadPolicies,
  requestFor,
} from '#src/core/index.ts'
import { waitFor } from '#test/support/wait-for.ts'
import { smallCluster } from '../small-cluster.ts'

const text = `
apiVersion: sallyport.dev/v1alpha1
kind: ValidatingRule
metadata: {name: never}
spec:
  matchConstraints:
    resourceRules:
      - {apiGroups: [""], apiVersions: [v1], operations: ["*"], resources: [configmaps, secrets, namespaces]}
  validations: [{expression: 'false', messageExpression: "'refused ' + object.?data.?a.orValue('')"}]
`
const { policies } = loadPolicies([{ name: 'a.yaml', text }], { kubernetesVersion: '1.37' })
const { snapshot } = createSnapshot({ policies })

type Journey = Partial<Parameters<typeof requestFor>[1]>

function refused(object: JsonObject, journey: Journey = {}) {
  const request = requestFor(object, { door: 'validate', uid: 'u', ...journey })
  const facts = { time: '2026-01-01T00:00:00Z', answers: new Map() }
  const answer = admit(request, snapshot, facts, () => false)
  if (answer.kind !== 'decision') throw new Error('a question')
  return { request, decision: answer.decision }
}

function recording() {
  const cluster = smallCluster([])
  const told = { dropped: 0, failed: [] as string[] }
  const observer = {
    dropped: () => told.dropped++,
    failed: (message: string) => told.failed.push(message),
  }
  const times = { everyMs: 5, repeatMs: 20, backOff: { leastMs: 1, mostMs: 5 } }
  const now = () => new Date('2026-01-01T00:00:00.123Z')
  const { record, controller } = eventRecorder(cluster.connection, { observer, now, ...times })
  const ending = new AbortController()
  const ended = controller.run(ending.signal)
  onTestFinished(async () => {
    ending.abort()
    await ended
  })
  const send = ({ request, decision }: ReturnType<typeof refused>) => record(request, decision)
  return { cluster, told, send, events: () => [...cluster.objects.values()] }
}

const configMap = (name: string, more: JsonObject = {}): JsonObject => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace: 'shop', ...more },
})

test('a denial is an event about the object', async () => {
  const { send, events } = recording()
  const object = configMap('a', { uid: 'uid-a' })
  send(refused(object, { operation: 'UPDATE', oldObject: object }))
  await waitFor(() => events().length === 1)
  expect(events()).toEqual([
    {
      apiVersion: 'events.k8s.io/v1',
      kind: 'Event',
      metadata: { name: expect.stringMatching(/^sallyport-[0-9a-f-]+$/), namespace: 'shop' },
      eventTime: '2026-01-01T00:00:00.123000Z',
      reportingController: 'sallyport.dev/sallyport',
      reportingInstance: expect.any(String),
      action: 'Refuse',
      reason: 'PolicyViolation',
      regarding: {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        namespace: 'shop',
        name: 'a',
        uid: 'uid-a',
      },
      note: 'UPDATE of ConfigMap refused by never: refused',
      type: 'Warning',
    },
  ])
})

test.for([
  {
    name: 'a name that is still to be made',
    object: configMap('', { generateName: 'a-' }),
    is: { name: 'a-' },
  },
  {
    name: 'the owner of what is not there yet',
    object: configMap('a', {
      ownerReferences: [{ apiVersion: 'v1', kind: 'Pod', name: 'p', uid: 'u', controller: true }],
    }),
    is: { kind: 'Pod', namespace: 'shop', name: 'p', uid: 'u' },
  },
  {
    name: 'a namespace stands in none',
    object: { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } },
    is: { kind: 'Namespace', name: 'shop' },
    namespace: 'default',
  },
])('$name', async ({ object, is, namespace = 'shop' }) => {
  const { send, events } = recording()
  send(refused(object))
  await waitFor(() => events().length === 1)
  expect(events()).toMatchObject([{ metadata: { namespace }, regarding: is }])
})

test('repetitions are counted in one event', async () => {
  const { send, events, cluster } = recording()
  for (let count = 0; count < 50; count++) send(refused(configMap('a')))
  await waitFor(() => events().length === 1)
  for (let count = 0; count < 50; count++) send(refused(configMap('a')))
  await waitFor(() => cluster.asked.some((line) => line.startsWith('MERGE')))
  expect(events()).toMatchObject([
    { series: { count: 100, lastObservedTime: '2026-01-01T00:00:00.123000Z' } },
  ])
  expect(cluster.asked).toHaveLength(2)
})

test('there is no event of a dry run', async () => {
  const { send, events } = recording()
  send(refused(configMap('a'), { dryRun: true }))
  send(refused(configMap('b')))
  await waitFor(() => events().length > 0)
  expect(events()).toMatchObject([{ regarding: { name: 'b' } }])
})

test('no value of a Secret is told', async () => {
  const { send, events } = recording()
  send(refused({ ...configMap('a'), kind: 'Secret', data: { a: 'aHVudGVyMg==' } }))
  await waitFor(() => events().length === 1)
  expect(JSON.stringify(events())).not.toContain('aHVudGVyMg')
})

test('a note is no longer than 1024 bytes', async () => {
  const { send, events } = recording()
  send(refused({ ...configMap('a'), data: { a: 'é'.repeat(2000) } }))
  await waitFor(() => events().length === 1)
  const note = String(events()[0]?.['note'])
  expect(Buffer.byteLength(note)).toBeLessThanOrEqual(1024)
  expect(note).toMatch(/é…$/)
})

test('a burst of refusals is held back, and what is too much is counted', async () => {
  const { send, events, told } = recording()
  for (let index = 0; index < 1100; index++) send(refused(configMap(`c${index}`)))
  await waitFor(() => events().length >= 50)
  expect(told.dropped).toBe(100)
  expect(events().length).toBeLessThan(60)
})

test('an API server that is away loses nothing; a namespace that is gone needs no event', async () => {
  const { send, events, told, cluster } = recording()
  cluster.failing.push({ line: /shop/, times: 2, status: undefined })
  cluster.failing.push({ line: /gone/, times: 1, status: 404 })
  send(refused(configMap('a')))
  send(refused(configMap('a', { namespace: 'gone' })))
  await waitFor(() => events().length === 1 && told.dropped === 1)
  expect(told.failed).toHaveLength(2)
})
