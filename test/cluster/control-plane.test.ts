import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ControlPlane, startControlPlane } from './control-plane.ts'
import { eventually } from './wait.ts'

let cluster: ControlPlane

beforeAll(async () => {
  cluster = await startControlPlane()
  await cluster.createNamespace('plain')
})

afterAll(() => cluster?.stop())

test('a Pod is placed on the node without taint and runs', async () => {
  const created = await create(pod('runs'))
  expect(created).toEqual({ code: 0, stdout: 'pod/runs created\n', stderr: '' })
  await eventually('the Pod runs', async () => {
    const { stdout } = await cluster.kubectl([
      ...['get', 'pod', 'runs', '-n', 'plain'],
      ...['-o', 'jsonpath={.status.phase} {.spec.nodeName}'],
    ])
    expect(stdout).toBe(`Running ${cluster.nodes.normal}`)
  })
})

test('a dry run goes through admission and stores nothing', async () => {
  const created = await create(pod('rehearsal'), ['--dry-run=server'])
  expect(created).toEqual({
    code: 0,
    stdout: 'pod/rehearsal created (server dry run)\n',
    stderr: '',
  })
  const { code, stderr } = await cluster.kubectl(['get', 'pod', 'rehearsal', '-n', 'plain'])
  expect({ code, stderr }).toEqual({
    code: 1,
    stderr: 'Error from server (NotFound): pods "rehearsal" not found\n',
  })
})

test('what the API server refuses is in the audit log with the object that was sent', async () => {
  const refused = await create({ ...pod('refused'), spec: { containers: [] } })
  expect(refused.code).toBe(1)
  expect(refused.stderr).toContain('spec.containers: Required value')
  const event = await eventually('the audit event', () => {
    const found = cluster
      .auditEvents()
      .find(({ objectRef, verb }) => verb === 'create' && objectRef?.name === 'refused')
    if (found === undefined) throw new Error('no such event')
    return found
  })
  expect(event).toMatchObject({
    stage: 'ResponseComplete',
    user: { username: 'admin' },
    objectRef: { resource: 'pods', namespace: 'plain' },
    responseStatus: { code: 422, reason: 'Invalid' },
    requestObject: { kind: 'Pod', metadata: { name: 'refused' } },
  })
})

test('a control plane behaves as the release that it emulates', async () => {
  const older = await startControlPlane({ emulate: '1.35' })
  try {
    const { stdout } = await older.kubectl(['get', '--raw', '/version'])
    expect(JSON.parse(stdout)).toMatchObject({ emulationMajor: '1', emulationMinor: '35' })
  } finally {
    await older.stop()
  }
})

function create(manifest: object, flags: readonly string[] = []) {
  return cluster.kubectl(['create', '-f', '-', ...flags], { input: JSON.stringify(manifest) })
}

function pod(name: string) {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: 'plain' },
    spec: { containers: [{ name: 'main', image: 'example.test/app:1.0' }] },
  }
}
