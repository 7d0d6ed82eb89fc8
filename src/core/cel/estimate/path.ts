/**
 * The way to a value from a declared name. Go's slices: a longer path may share the steps of a shorter one, and where two
 * paths grow from the same one, the later overwrites the earlier's last step. cel-go's estimates depend on that.
 * https://github.com/google/cel-go/blob/v0.29.2/checker/cost.go (`append(path, …)`)
 */
export interface Path {
  readonly length: number
  /** Written on by longer paths, within its capacity. */
  readonly shared: string[]
  readonly capacity: number
}

export function pathOf(name: string): Path {
  return { length: 1, shared: [name], capacity: 1 }
}

/** The path with a step more; a missing path gives one of that step alone. */
export function stepFrom(path: Path | undefined, step: string): Path {
  if (path === undefined) return pathOf(step)
  const { length, shared, capacity } = path
  if (length < capacity) {
    shared[length] = step
    return { length: length + 1, shared, capacity }
  }
  return {
    length: length + 1,
    shared: [...shared.slice(0, length), step],
    capacity: capacity * 2,
  }
}

/** The same, sharing nothing. */
export function stepApart(path: Path, step: string): Path {
  const shared = [...stepsOf(path), step]
  return { length: shared.length, shared, capacity: shared.length }
}

export function stepsOf({ shared, length }: Path): readonly string[] {
  return shared.slice(0, length)
}
