import type { Verdict } from './verdict.ts'

/** The verdict in a form that can be compared: bindings have no order, and what differs of two objects neither. */
export function inOrder({ refusal, warnings, changes }: Verdict): Verdict {
  const entries = Object.entries(changes).sort(([one], [other]) => (one < other ? -1 : 1))
  return { refusal, warnings, changes: Object.fromEntries(entries) }
}
