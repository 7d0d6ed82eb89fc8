import type { Check } from './check.ts'

/** The API server says the time in whole seconds, and an answer takes a while. */
const usualMs = 5_000
/** So long before they are made our certificates begin. */
const certificatesMs = 3_600_000

/** Our clock and that of the API server go alike: certificates and dates of policies depend on it. */
export const clock: Check = {
  name: 'clock',
  run: async ({ connection, now }) => {
    const offMs = now().getTime() - connection.serverTime().getTime()
    const seconds = Math.round(Math.abs(offMs) / 1000)
    if (Math.abs(offMs) <= usualMs) {
      return [{ outcome: 'ok', message: 'our clock and that of the API server agree' }]
    }
    return [
      {
        outcome: Math.abs(offMs) > certificatesMs ? 'problem' : 'warning',
        message: `our clock is ${seconds} s ${offMs > 0 ? 'ahead of' : 'behind'} that of the API server`,
        remedy: 'set both by the same time server (NTP)',
      },
    ]
  },
}
