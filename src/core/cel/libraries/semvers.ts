import { CelError } from '../value.ts'
import { type Int, intOf } from '../values/int.ts'
import { compareVersions, type SemanticVersion } from '../values/semantic-version.ts'
import { globalFunction, type Library, method } from './library.ts'
import { parseLooseVersion, parseVersion } from './parse-version.ts'

const since = { since: '1.33' } as const

/** Versions. https://github.com/kubernetes/kubernetes/blob/v1.37.0/staging/src/k8s.io/apiserver/pkg/cel/library/semverlib.go */
export const semversLibrary: Library = {
  name: 'kubernetes.Semver',
  overloads: [
    globalFunction('semver', ['string'], 'semver', parseVersion, since),
    globalFunction('semver', ['string', 'bool'], 'semver', parse, since),
    globalFunction('isSemver', ['string'], 'bool', (text) => isSemver(text, false), since),
    globalFunction('isSemver', ['string', 'bool'], 'bool', isSemver, since),
    method('isGreaterThan', ['semver', 'semver'], 'bool', isGreater, since),
    method('isLessThan', ['semver', 'semver'], 'bool', (a, b) => isGreater(b, a), since),
    method('compareTo', ['semver', 'semver'], 'int', compareVersions, since),
    method('major', ['semver'], 'int', ({ numbers: [major] }) => signed(major), since),
    method('minor', ['semver'], 'int', ({ numbers: [, minor] }) => signed(minor), since),
    method('patch', ['semver'], 'int', ({ numbers: [, , patch] }) => signed(patch), since),
  ],
}

function parse(text: string, normalize: boolean): SemanticVersion | CelError {
  return normalize ? parseLooseVersion(text) : parseVersion(text)
}

function isSemver(text: string, normalize: boolean): boolean {
  return !(parse(text, normalize) instanceof CelError)
}

function isGreater(left: SemanticVersion, right: SemanticVersion): boolean {
  return compareVersions(left, right) > 0
}

/** Go keeps the 64 bits and reads them as a signed number. */
function signed(value: bigint): Int {
  return intOf(BigInt.asIntN(64, value)) ?? 0
}
