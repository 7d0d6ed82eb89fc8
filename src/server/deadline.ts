import { parseDuration } from '../settings/duration.ts'

/** The longest time-out that a webhook configuration may ask for. */
const longestMs = 30_000

/**
 * Milliseconds that an answer may take: the `timeout` that the API server puts into the URL, or `fallbackMs` where it is
 * missing or absurd, less a margin in which the answer still gets back.
 * https://github.com/kubernetes/apiserver/blob/master/pkg/admission/plugin/webhook/validating/dispatcher.go
 */
export function budgetMs(timeout: unknown, fallbackMs: number): number {
  const asked = typeof timeout === 'string' ? parseDuration(timeout) : undefined
  const whole = asked !== undefined && asked > 0 && asked <= longestMs ? asked : fallbackMs
  return whole - Math.min(500, whole / 10)
}
