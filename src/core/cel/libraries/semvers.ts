import { CelError } from '../value.ts'
import { type Int, intOf } from '../values/int.ts'
import { compareVersions, type SemanticVersion } from '../values/semantic-version.ts'
import { onePass } from './cost-rules.ts'
import { globalFunction, introducedIn, type Library, method } from './library.ts'
import { parseLooseVersion, parseVersion } from './parse-version.ts'

/** Versions. https://github.com/kubernetes/kubernetes/blob/v1.37.0/staging/src/k8s.io/apiserver/pkg/cel/library/semverlib.go */
export const semversLibrary: Library = {
  name: 'kubernetes.Semver',
  overloads: introducedIn('1.33', [
    globalFunction('semver', 'string_to_semver', ['string'], 'semver', parseVersion),
    globalFunction('semver', 'string_bool_to_semver', ['string', 'bool'], 'semver', parse),
    globalFunction('isSemver', 'is_semver_string', ['string'], 'bool', (text) =>
      isSemver(text, false),
    ),
    globalFunction('isSemver', 'is_semver_string_bool', ['string', 'bool'], 'bool', isSemver),
    method('isGreaterThan', 'semver_is_greater_than', ['semver', 'semver'], 'bool', isGreater),
    method('isLessThan', 'semver_is_less_than', ['semver', 'semver'], 'bool', (a, b) =>
      isGreater(b, a),
    ),
    method('compareTo', 'semver_compare_to', ['semver', 'semver'], 'int', compareVersions),
    method('major', 'semver_major', ['semver'], 'int', ({ numbers: [major] }) => signed(major)),
    method('minor', 'semver_minor', ['semver'], 'int', ({ numbers: [, minor] }) => signed(minor)),
    method('patch', 'semver_patch', ['semver'], 'int', ({ numbers: [, , patch] }) => signed(patch)),
  ]),
  costs: new Map([
    ['semver', onePass],
    ['isSemver', onePass],
  ]),
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
