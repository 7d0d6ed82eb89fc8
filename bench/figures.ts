/** The middle of the figures. */
export function median(figures: readonly number[]): number {
  const sorted = figures.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2
}

/** `ours` per `control`. */
export function ratio(ours: number, control: number): number {
  return ours / control
}

/** Ratios as `×0.82 (0.79 to 0.85)`: the median, the least and the most. */
export function spread(ratios: readonly number[]): string {
  const [least, most] = [Math.min(...ratios), Math.max(...ratios)]
  return `×${median(ratios).toFixed(2)} (${least.toFixed(2)} to ${most.toFixed(2)})`
}

/** Processor time of this process that the work takes: other processes change it less than the time that passes. */
export function cpuMicros(work: () => void): number {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return user + system
}
