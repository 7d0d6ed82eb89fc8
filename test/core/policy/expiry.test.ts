import { expect, test } from 'vitest'
import { endOf } from '#src/core/policy/expiry.ts'
import { hasCome } from '#src/core/policy/moment.ts'

test.for([
  { expires: '2026-12-31', time: '2026-12-31T23:59:59.999999999Z', ended: false },
  { expires: '2026-12-31', time: '2027-01-01T00:00:00Z', ended: true },
  { expires: '2026-12-31', time: '2027-01-01T00:30:00+01:00', ended: false },
  { expires: '2024-02-29', time: '2024-03-01T00:00:00Z', ended: true },
  { expires: '9999-12-31', time: '9999-12-31T23:59:59Z', ended: false },
  { expires: '2026-12-31T18:00:00Z', time: '2026-12-31T17:59:59.999Z', ended: false },
  { expires: '2026-12-31T18:00:00Z', time: '2026-12-31T18:00:00Z', ended: true },
  { expires: '2026-12-31T18:00:00.5Z', time: '2026-12-31T18:00:00.499Z', ended: false },
  { expires: '2026-12-31T18:00:00+02:00', time: '2026-12-31T16:00:00Z', ended: true },
  { expires: '2026-12-31', time: '', ended: undefined },
  { expires: '2026-12-31', time: 'yesterday', ended: undefined },
])('$expires at $time: ended $ended', ({ expires, time, ended }) => {
  const end = endOf(expires)
  expect(end && hasCome(end, time)).toBe(ended)
})

test.for([
  '',
  'soon',
  '2026-13-01',
  '2026-02-29',
  '31.12.2026',
  '2026-12-31 18:00',
  '2026-1-1',
  '2026-12-31T8:00:00Z',
])('%j is no end', (text) => {
  expect(endOf(text)).toBeUndefined()
})
