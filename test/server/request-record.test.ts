import { expect, test } from 'vitest'
import { createRequestRecord, type RecordedRequest } from '#src/server/request-record.ts'

/** Nothing looks into a snapshot here: only which one it is counts. */
function snapshot() {
  return {} as RecordedRequest['snapshot']
}

const inForce = snapshot()

function recorded(uid: string, given = inForce): RecordedRequest {
  return {
    request: { uid, object: null, oldObject: null } as unknown as RecordedRequest['request'],
    snapshot: given,
    facts: { time: '', answers: new Map() },
    allowed: true,
  }
}

const uidsIn = (found: readonly RecordedRequest[]) => found.map(({ request }) => request.uid)

test('the newest come first, by the whole uid and by its first eight characters', () => {
  const record = createRequestRecord(1_000_000)
  for (const uid of ['aaaaaaaa-1', 'bbbbbbbb-2', 'aaaaaaaa-3']) record.keep(recorded(uid), 100)
  expect(uidsIn(record.all())).toEqual(['aaaaaaaa-3', 'bbbbbbbb-2', 'aaaaaaaa-1'])
  expect(uidsIn(record.find('aaaaaaaa'))).toEqual(['aaaaaaaa-3', 'aaaaaaaa-1'])
  expect(uidsIn(record.find('bbbbbbbb-2'))).toEqual(['bbbbbbbb-2'])
  expect(record.find('cccccccc')).toEqual([])
})

test('the oldest go where there is no room, and what is larger than all the room is not kept', () => {
  const record = createRequestRecord(10_000)
  for (let index = 0; index < 1000; index++) record.keep(recorded(`uid-${index}`), 400)
  record.keep(recorded('too-large'), 5_000)
  expect(uidsIn(record.all())).toEqual(['uid-999', 'uid-998'])
})

test('requests of two snapshots are kept; with the third, those of the first go', () => {
  const record = createRequestRecord(1_000_000)
  const [first, second, third] = [snapshot(), snapshot(), snapshot()]
  record.keep(recorded('a', first), 1)
  record.keep(recorded('b', first), 1)
  record.keep(recorded('c', second), 1)
  expect(uidsIn(record.all())).toEqual(['c', 'b', 'a'])
  record.keep(recorded('d', third), 1)
  expect(uidsIn(record.all())).toEqual(['d', 'c'])
})
