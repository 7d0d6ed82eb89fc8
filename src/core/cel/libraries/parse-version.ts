import { quoteForGo } from '../../source/go-quote.ts'
import { CelError } from '../value.ts'
import { type PreRelease, SemanticVersion } from '../values/semantic-version.ts'
import { maxUint } from '../values/uint.ts'

/**
 * A version, strictly, with the library's own texts of what is wrong.
 * https://github.com/blang/semver/blob/v4.0.0/v4/semver.go (Parse)
 */
export function parseVersion(text: string): SemanticVersion | CelError {
  if (text === '') return new CelError('Version string empty')
  const [major, minor, rest] = splitInThree(text)
  if (minor === undefined || rest === undefined) {
    return new CelError('No Major.Minor.Patch elements found')
  }
  const { patch, preReleases, builds } = splitPatch(rest)
  const numbers = readAll([major, minor, patch], parseNumber)
  if (numbers instanceof CelError) return numbers
  const releases = readAll(preReleases, parsePreRelease)
  if (releases instanceof CelError) return releases
  const metadata = readAll(builds, parseBuild)
  if (metadata instanceof CelError) return metadata
  return new SemanticVersion(numbers as [bigint, bigint, bigint], releases, metadata)
}

/**
 * A version with a `v` before it, leading zeros, or without minor and patch.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/staging/src/k8s.io/apiserver/pkg/cel/library/semverlib.go (normalizeAndParse)
 */
export function parseLooseVersion(text: string): SemanticVersion | CelError {
  const parts = splitInThree(text.startsWith('v') ? text.slice(1) : text).map(withoutLeadingZeros)
  if (parts.length < 3 && /[+-]/.test(parts.at(-1) ?? '')) {
    return new CelError('short version cannot contain PreRelease/Build meta data')
  }
  return parseVersion([...parts, '0', '0'].slice(0, 3).join('.'))
}

type Parts = readonly [string, string?, string?]

/** What follows the second dot stays together. */
function splitInThree(text: string): Parts {
  const [major, afterMajor] = cut(text, '.')
  if (afterMajor === undefined) return [major]
  const [minor, rest] = cut(afterMajor, '.')
  return rest === undefined ? [major, minor] : [major, minor, rest]
}

/** One zero stays before what is no digit; a single octet stays as it is. */
function withoutLeadingZeros(part = ''): string {
  if (/^[\0-\x7f]?$/.test(part)) return part
  const rest = part.replace(/^0+/, '')
  return /^\d/.test(rest) ? rest : `0${rest}`
}

function splitPatch(text: string): {
  readonly patch: string
  readonly preReleases: readonly string[]
  readonly builds: readonly string[]
} {
  const [beforeBuild, builds] = cut(text, '+')
  const [patch, preReleases] = cut(beforeBuild, '-')
  return { patch, preReleases: preReleases?.split('.') ?? [], builds: builds?.split('.') ?? [] }
}

function cut(text: string, separator: string): readonly [string, string?] {
  const index = text.indexOf(separator)
  return index < 0 ? [text] : [text.slice(0, index), text.slice(index + 1)]
}

/** What is read of each part, in order, or the first error. */
function readAll<T>(
  parts: readonly string[],
  read: (part: string, index: number) => T | CelError,
): readonly T[] | CelError {
  const results: T[] = []
  for (const [index, part] of parts.entries()) {
    const result = read(part, index)
    if (result instanceof CelError) return result
    results.push(result)
  }
  return results
}

const numberNames = ['Major', 'Minor', 'Patch'] as const

function parseNumber(text: string, place: number): bigint | CelError {
  const name = numberNames[place] ?? ''
  const quoted = quoteForGo(text)
  if (!/^\d*$/.test(text)) {
    return new CelError(`Invalid character(s) found in ${name.toLowerCase()} number ${quoted}`)
  }
  return hasLeadingZero(text)
    ? new CelError(`${name} number must not contain leading zeroes ${quoted}`)
    : parseUint(text)
}

function hasLeadingZero(text: string): boolean {
  return text.length > 1 && text.startsWith('0')
}

/** https://pkg.go.dev/strconv#ParseUint */
function parseUint(digits: string): bigint | CelError {
  const fault = (reason: string) =>
    new CelError(`strconv.ParseUint: parsing ${quoteForGo(digits)}: ${reason}`)
  if (digits === '') return fault('invalid syntax')
  const isShort = digits.length <= String(maxUint).length
  return isShort && BigInt(digits) <= maxUint ? BigInt(digits) : fault('value out of range')
}

function parsePreRelease(text: string): PreRelease | CelError {
  if (text === '') return new CelError('Prerelease is empty')
  if (/^\d+$/.test(text)) {
    return hasLeadingZero(text)
      ? new CelError(
          `Numeric PreRelease version must not contain leading zeroes ${quoteForGo(text)}`,
        )
      : parseUint(text)
  }
  return isWord(text)
    ? text
    : new CelError(`Invalid character(s) found in prerelease ${quoteForGo(text)}`)
}

function parseBuild(text: string): string | CelError {
  if (text === '') return new CelError('Build meta data is empty')
  return isWord(text)
    ? text
    : new CelError(`Invalid character(s) found in build meta data ${quoteForGo(text)}`)
}

function isWord(text: string): boolean {
  return /^[\dA-Za-z-]+$/.test(text)
}
