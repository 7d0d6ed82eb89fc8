import { Boxed } from './boxed.ts'

/** A number, or a text of letters, digits and hyphens. */
export type PreRelease = bigint | string

/** A version in the sense of https://semver.org/spec/v2.0.0.html; its numbers have 64 bits. */
export class SemanticVersion extends Boxed {
  /** Major, minor and patch. */
  readonly numbers: readonly [bigint, bigint, bigint]
  readonly preReleases: readonly PreRelease[]
  readonly builds: readonly string[]

  constructor(
    numbers: readonly [bigint, bigint, bigint],
    preReleases: readonly PreRelease[],
    builds: readonly string[],
  ) {
    super()
    this.numbers = numbers
    this.preReleases = preReleases
    this.builds = builds
  }
}

/** The order of https://semver.org/spec/v2.0.0.html#spec-item-11: -1, 0 or 1; what was built makes no difference. */
export function compareVersions(left: SemanticVersion, right: SemanticVersion): -1 | 0 | 1 {
  for (const [index, number] of left.numbers.entries()) {
    const order = compare(number, right.numbers[index] ?? 0n)
    if (order !== 0) return order
  }
  if (left.preReleases.length === 0 || right.preReleases.length === 0) {
    return compare(right.preReleases.length, left.preReleases.length)
  }
  return comparePreReleases(left.preReleases, right.preReleases)
}

function comparePreReleases(left: readonly PreRelease[], right: readonly PreRelease[]): -1 | 0 | 1 {
  for (const [index, one] of left.entries()) {
    const other = right[index]
    if (other === undefined) return 1
    const order = comparePreRelease(one, other)
    if (order !== 0) return order
  }
  return compare(left.length, right.length)
}

/** A number comes before any text. */
function comparePreRelease(left: PreRelease, right: PreRelease): -1 | 0 | 1 {
  if (typeof left === typeof right) return compare(left, right)
  return typeof left === 'bigint' ? -1 : 1
}

function compare<T extends number | bigint | string>(left: T, right: T): -1 | 0 | 1 {
  if (left === right) return 0
  return left < right ? -1 : 1
}
