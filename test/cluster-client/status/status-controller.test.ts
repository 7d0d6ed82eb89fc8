import { expect, onTestFinished, test } from 'vitest'
import { ClusterError } from '#src/cluster/cluster-error.ts'
import type { Connection } from '#src/cluster/connection.ts'
import { type StatusPace, statusController } from '#src/cluster/status/status-controller.ts'
import type { JsonObject, ObjectStatus } from '#src/core/index.ts'
import { waitFor } from '#test/support/wait-for.ts'

const quick: StatusPace = {
  leastMs: 5,
  mostMs: 20,
  writeMs: 0,
  restFactor: 0,
  settleMs: 1,
  lookAgainMs: 60_000,
  rewriteMs: 60_000,
}

function rule(name: string, status?: JsonObject): JsonObject {
  const metadata = { name, uid: `uid-${name}`, labels: { a: 'b' } }
  const object = {
    apiVersion: 'sallyport.dev/v1alpha1',
    kind: 'ValidatingRule',
    metadata,
    spec: {},
  }
  return status === undefined ? object : { ...object, status }
}

function readyAt(time: string, reason = 'Compiled'): JsonObject {
  return { conditions: [{ type: 'Ready', reason, lastTransitionTime: time }] }
}

interface Given {
  readonly statuses: () => Iterable<ObjectStatus>
  /** What the cluster says to the write of that number, from 0. */
  readonly answer?: (write: number) => void
  readonly pace?: Partial<StatusPace>
}

/** A controller that runs until the test ends, on a cluster that takes what is applied. */
function started({ statuses, answer = () => undefined, pace = {} }: Given) {
  const writes: { readonly path: string; readonly object: JsonObject }[] = []
  const failures: unknown[] = []
  let looks = 0
  let told = () => {}
  const apply = async (path: string, object: JsonObject) => {
    writes.push({ path, object })
    answer(writes.length - 1)
    return object
  }
  const { run } = statusController({ apply } as unknown as Connection, {
    statuses: () => {
      looks += 1
      return statuses()
    },
    onChange: (listener) => {
      told = listener
      return () => {
        told = () => {}
      }
    },
    observer: {
      statusWritten: () => undefined,
      statusFailed: (cause) => void failures.push(cause),
    },
    pace: { ...quick, ...pace },
  })
  const ending = new AbortController()
  const ended = run(ending.signal)
  const end = async () => {
    ending.abort()
    await ended
  }
  onTestFinished(end)
  return { writes, failures, looks: () => looks, change: () => told(), end }
}

function refusal(status: number): ClusterError {
  return new ClusterError('https://cluster', `answered with ${status}`, {
    status,
    reason: '',
    continueToken: undefined,
    retryAfter: undefined,
  })
}

test('what differs is applied, with the uid and without the spec', async () => {
  const status = readyAt('2026-01-01T00:00:00Z')
  const { writes } = started({ statuses: () => [{ object: rule('a'), status }] })
  await waitFor(() => writes.length === 1)
  expect(writes).toEqual([
    {
      path: '/apis/sallyport.dev/v1alpha1/validatingrules/a/status',
      object: {
        apiVersion: 'sallyport.dev/v1alpha1',
        kind: 'ValidatingRule',
        metadata: { name: 'a', uid: 'uid-a' },
        status,
      },
    },
  ])
})

test('of a namespaced object the path has the namespace', async () => {
  const object = {
    ...rule('old'),
    kind: 'PolicyExemption',
    metadata: { name: 'old', namespace: 'shop' },
  }
  const { writes } = started({ statuses: () => [{ object, status: {} }] })
  await waitFor(() => writes.length === 1)
  expect(writes[0]?.path).toBe(
    '/apis/sallyport.dev/v1alpha1/namespaces/shop/policyexemptions/old/status',
  )
})

test('what is so already is not written', async () => {
  const status = readyAt('2026-01-01T00:00:00Z')
  const { writes } = started({
    statuses: () => [
      { object: rule('same', status), status },
      { object: rule('other'), status },
    ],
  })
  await waitFor(() => writes.length === 1)
  expect(writes.map(({ path }) => path)).toEqual([
    '/apis/sallyport.dev/v1alpha1/validatingrules/other/status',
  ])
})

test('a write that does not stay, or has not come back yet, is not written again', async () => {
  let second = 0
  const statuses = () => {
    second += 1
    return [{ object: rule('a'), status: readyAt(`2026-01-01T00:00:0${second}Z`) }]
  }
  const run = started({ statuses, pace: { lookAgainMs: 1 } })
  await waitFor(() => run.looks() > 5)
  expect(run.writes).toHaveLength(1)
})

test('a change is followed at once', async () => {
  let reason = 'Compiled'
  const run = started({
    statuses: () => [{ object: rule('a'), status: readyAt('2026-01-01T00:00:00Z', reason) }],
  })
  await waitFor(() => run.writes.length === 1)
  reason = 'Broken'
  run.change()
  await waitFor(() => run.writes.length === 2)
  expect(run.writes[1]?.object['status']).toEqual(readyAt('2026-01-01T00:00:00Z', 'Broken'))
})

test.for([{ code: 404 }, { code: 409 }])(
  'an object that is gone, or another one by now ($code), keeps nobody from the next',
  async ({ code }) => {
    const run = started({
      statuses: () => ['a', 'b'].map((name) => ({ object: rule(name), status: {} })),
      answer: (write) => {
        if (write === 0) throw refusal(code)
      },
    })
    await waitFor(() => run.writes.length === 2)
    expect(run.failures).toEqual([])
  },
)

test.for([
  { name: 'a cluster that is away', cause: new ClusterError('https://cluster', 'does not answer') },
  { name: 'a refusal', cause: refusal(403) },
])('$name is told and tried again', async ({ cause }) => {
  const run = started({
    statuses: () => [{ object: rule('a'), status: {} }],
    answer: (write) => {
      if (write < 3) throw cause
    },
  })
  await waitFor(() => run.writes.length === 4)
  expect(run.failures).toEqual([cause, cause, cause])
})

test('what is thrown while statuses are found out is told as well', async () => {
  const bug = new Error('a bug')
  const run = started({
    statuses: () => {
      throw bug
    },
  })
  await waitFor(() => run.failures.length > 1)
  expect(run.failures[0]).toBe(bug)
})

test('it ends in the middle of its work', async () => {
  const many = Array.from({ length: 1_000 }, (_, at) => ({ object: rule(`a${at}`), status: {} }))
  const run = started({ statuses: () => many, pace: { writeMs: 60_000 } })
  await waitFor(() => run.writes.length === 1)
  await run.end()
  expect(run.writes).toHaveLength(1)
})
