/** One thing that must hold before requests should come. */
export interface Check {
  readonly name: string
  readonly look: () => CheckResult
}

export interface CheckResult {
  readonly ok: boolean
  readonly detail: string
}

export interface Readiness {
  readonly ok: boolean
  /** A line for each check, as the API server's own /readyz?verbose prints them. */
  readonly text: string
}

/** All checks at once, so that one look shows everything that is wrong. */
export function readinessOf(checks: readonly Check[]): Readiness {
  const results = checks.map(({ name, look }) => ({ name, ...look() }))
  const ok = results.every((result) => result.ok)
  const lines = results.map(
    (result) => `[${result.ok ? '+' : '-'}] ${result.name}: ${result.detail}`,
  )
  return { ok, text: `${[...lines, ok ? 'ready' : 'not ready'].join('\n')}\n` }
}
