const millisecondsPer = new Map([
  ['ns', 1e-6],
  ['us', 1e-3],
  ['µs', 1e-3],
  ['μs', 1e-3],
  ['ms', 1],
  ['s', 1_000],
  ['m', 60_000],
  ['h', 3_600_000],
])
const wholeText = /^(?:(?:\d+(?:\.\d*)?|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+$/
const eachPart = /(\d+(?:\.\d*)?|\.\d+)(ns|us|µs|μs|ms|s|m|h)/g

/**
 * Milliseconds of a duration in Go's syntax (`10s`, `1m30s`, `1.5h`, `0`); undefined for anything else, a sign included.
 * https://pkg.go.dev/time#ParseDuration
 */
export function parseDuration(text: string): number | undefined {
  if (text === '0') return 0
  if (text.length > 64 || !wholeText.test(text)) return undefined
  let total = 0
  for (const [, amount, unit] of text.matchAll(eachPart)) {
    total += Number(amount) * (millisecondsPer.get(unit ?? '') ?? 0)
  }
  return total
}
