import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { connect } from '#src/cluster/connection.ts'
import { namespaces } from '#src/cluster/watch/own-kinds.ts'
import type { WatchTimes } from '#src/cluster/watch/reflector.ts'
import { watchObjects } from '#src/cluster/watch/watched-objects.ts'
import { fieldOf } from '#src/core/index.ts'
import {
  bookmark,
  event,
  fakeApiServer,
  namespace,
  page,
  type Step,
  tooOld,
} from './fake-api-server.ts'

const times: WatchTimes = {
  watchMs: 10_000,
  idleMs: 5000,
  backOff: { leastMs: 10, mostMs: 20 },
  calmMs: 1000,
}
const stay = (...events: readonly object[]): Step => ({ events, ending: 'stay' })
const status = (code: number, headers: Record<string, string> = {}): Step => ({
  status: code,
  body: { kind: 'Status', code, message: 'no' },
  headers,
})

interface Row {
  readonly name: string
  readonly lists: readonly Step[]
  readonly watches: readonly Step[]
  /** The names of the objects in the end. */
  readonly held: readonly string[]
  /** The versions that watches began with, and `list` for each list. */
  readonly asked: readonly string[]
  readonly times?: Partial<WatchTimes>
}

test.for<Row>([
  {
    name: 'a list and what comes after it',
    lists: [page([namespace('a', '1'), namespace('b', '2')], '5')],
    watches: [
      stay(
        event('ADDED', namespace('c', '6')),
        event('MODIFIED', namespace('b', '7')),
        event('DELETED', namespace('a', '8')),
      ),
    ],
    held: ['b', 'c'],
    asked: ['list', '5'],
  },
  {
    name: 'pages: the watch begins where the list began',
    lists: [page([namespace('a', '1')], '5', 'more'), page([namespace('b', '9')], '10')],
    watches: [stay(event('ADDED', namespace('c', '11')))],
    held: ['a', 'b', 'c'],
    asked: ['list', 'list', '5'],
  },
  {
    name: 'a watch that ends is taken up where it was',
    lists: [page([], '5')],
    watches: [
      { events: [event('ADDED', namespace('a', '6')), bookmark('40')], ending: 'end' },
      stay(event('ADDED', namespace('b', '41'))),
    ],
    held: ['a', 'b'],
    asked: ['list', '5', '40'],
  },
  {
    name: 'so is one that is cut',
    lists: [page([], '5')],
    watches: [
      { events: [event('ADDED', namespace('a', '6'))], ending: 'cut' },
      stay(event('ADDED', namespace('b', '7'))),
    ],
    held: ['a', 'b'],
    asked: ['list', '5', '6'],
  },
  {
    name: 'a version that is too old, as an event: what vanished meanwhile is gone',
    lists: [page([namespace('a', '1')], '5'), page([namespace('b', '9')], '10')],
    watches: [{ events: [tooOld], ending: 'end' }, stay(bookmark('11'))],
    held: ['b'],
    asked: ['list', '5', 'list', '10'],
  },
  {
    name: 'a version that is too old, as a status',
    lists: [page([namespace('a', '1')], '5'), page([namespace('b', '9')], '10')],
    watches: [status(410), stay(bookmark('11'))],
    held: ['b'],
    asked: ['list', '5', 'list', '10'],
  },
  {
    name: 'another failure of the watch needs no list',
    lists: [page([namespace('a', '1')], '5')],
    watches: [status(500), status(403), stay(event('ADDED', namespace('b', '6')))],
    held: ['a', 'b'],
    asked: ['list', '5', '5', '5'],
  },
  {
    name: 'rubbish in a watch',
    lists: [page([namespace('a', '1')], '5')],
    watches: [
      { text: 'no JSON\n' },
      { text: '{"type":"ADDED"}\n' },
      { text: '{"type":"ADDED","object":{"metadata":{}}}\n' },
      stay(event('ADDED', namespace('b', '6'))),
    ],
    held: ['a', 'b'],
    asked: ['list', '5', '5', '5', '5'],
  },
  {
    name: 'lists that fail',
    lists: [status(500), { text: '<html>' }, status(403), page([namespace('a', '1')], '5')],
    watches: [stay(event('ADDED', namespace('b', '6')))],
    held: ['a', 'b'],
    asked: ['list', 'list', 'list', 'list', '5'],
  },
  {
    name: 'a list that fails half way leaves what was there',
    lists: [
      page([namespace('a', '1')], '5'),
      page([namespace('x', '9')], '10', 'more'),
      status(500),
      page([namespace('b', '9')], '12'),
    ],
    watches: [status(410), stay(event('ADDED', namespace('c', '13')))],
    held: ['b', 'c'],
    asked: ['list', '5', 'list', 'list', 'list', '12'],
  },
  {
    name: 'silence: the watch is taken up anew',
    lists: [page([], '5')],
    watches: [stay(event('ADDED', namespace('a', '6'))), stay(event('ADDED', namespace('b', '7')))],
    held: ['a', 'b'],
    asked: ['list', '5', '6'],
    times: { idleMs: 100 },
  },
  {
    name: 'an event of a type that nobody knows',
    lists: [page([], '5')],
    watches: [stay(event('SOMETHING', namespace('x', '6')), event('ADDED', namespace('a', '7')))],
    held: ['a'],
    asked: ['list', '5'],
  },
])('$name', async ({ lists, watches, held, asked, ...row }) => {
  const { watched, api } = await watching({ lists, watches }, { ...times, ...row.times })
  await expect.poll(() => watched.objects().map(nameOf).sort(), { timeout: 10_000 }).toEqual(held)
  await expect.poll(() => api.asked().slice(0, asked.length).map(shortened)).toEqual(asked)
})

test('what a manager wrote is not kept, and an object that stayed is the same value after a list', async () => {
  const same = namespace('a', '1')
  const slow = { ...times, backOff: { leastMs: 600, mostMs: 600 } }
  const { watched } = await watching(
    {
      lists: [page([same], '5'), page([namespace('b', '9'), same], '10')],
      watches: [{ events: [bookmark('6'), tooOld], ending: 'end' }, stay()],
    },
    slow,
  )
  await expect.poll(() => watched.objects().length).toBe(1)
  const [before] = watched.objects()
  expect(fieldOf(before?.['metadata'], 'managedFields')).toBeUndefined()
  await expect.poll(() => watched.objects().length, { timeout: 5000 }).toBe(2)
  expect(watched.objects()[1]).toBe(before)
})

test.for([
  { name: 'it is certain that there is none: its objects are gone', isGone: true, held: [] },
  { name: 'it may be an API server that is not ready yet: they stay', isGone: false, held: ['a'] },
])('a resource that is not known any more, and $name', async ({ isGone, held }) => {
  const { watched } = await watching(
    { lists: [page([namespace('a', '1')], '5'), status(404)], watches: [status(410)] },
    times,
    () => isGone,
  )
  await expect.poll(() => watched.state().problem?.refusal?.status).toBe(404)
  expect(watched.objects().map(nameOf)).toEqual(held)
})

test('its state says since when nothing was heard, and why', async () => {
  const { watched } = await watching({
    lists: [page([namespace('a', '1')], '5')],
    watches: [{ events: [bookmark('6')], ending: 'end' }, status(500)],
  })
  await expect.poll(() => watched.state().problem?.message).toContain('is answered with 500')
  const { problem: _problem, ...state } = watched.state()
  expect(state).toEqual({ isListed: true, lists: 1, objects: 1, lastInStep: now })
})

const now = new Date('2026-01-01T00:00:00Z')

async function watching(
  script: { readonly lists: readonly Step[]; readonly watches: readonly Step[] },
  withTimes: WatchTimes = times,
  isGone: () => boolean = () => false,
) {
  const api = await fakeApiServer(script)
  const folder = mkdtempSync(join(tmpdir(), 'watching-'))
  const kubeconfig = join(folder, 'config')
  writeFileSync(
    kubeconfig,
    JSON.stringify({
      clusters: [{ name: 'c', cluster: { server: api.url } }],
      contexts: [{ name: 'c', context: { cluster: 'c', user: '' } }],
      'current-context': 'c',
    }),
  )
  const connection = await connect({ kubeconfig, context: undefined, folder }, 2000)
  const watched = watchObjects({ resource: namespaces, selection: {} }, connection, {
    times: withTimes,
    now: () => now,
    onChange: () => undefined,
    onRecovery: () => undefined,
    isGone,
    observer: { listed: () => undefined, failed: () => undefined },
  })
  onTestFinished(async () => {
    watched.stop()
    connection.close()
    await api.close()
    rmSync(folder, { recursive: true })
  })
  return { watched, api }
}

function nameOf(object: object): string {
  return (object as { metadata: { name: string } }).metadata.name
}

/** `list`, or the version that the watch begins with. */
function shortened(url: string): string {
  const query = new URL(url, 'http://x').searchParams
  return query.get('watch') === 'true' ? (query.get('resourceVersion') ?? '') : 'list'
}
