export interface ExpiringMap<Value> {
  /** Undefined where it is not kept, or no longer. */
  readonly get: (key: string) => Value | undefined
  readonly set: (key: string, value: Value) => void
  readonly size: () => number
}

export interface Keeping {
  readonly keepMs: number
  /** The one that was not read for longest goes first. */
  readonly most: number
}

/** Keeps a bounded number of values for a time, by the monotonic clock. */
export function expiringMap<Value>({ keepMs, most }: Keeping): ExpiringMap<Value> {
  const kept = new Map<string, { readonly value: Value; readonly until: number }>()
  return {
    get: (key) => {
      const found = kept.get(key)
      if (found === undefined) return undefined
      kept.delete(key)
      if (performance.now() >= found.until) return undefined
      kept.set(key, found)
      return found.value
    },
    set: (key, value) => {
      kept.delete(key)
      const [oldest] = kept.keys()
      if (kept.size >= most && oldest !== undefined) kept.delete(oldest)
      kept.set(key, { value, until: performance.now() + keepMs })
    },
    size: () => kept.size,
  }
}
