import { parseLevel, parseVersion } from '../pod-security/level-version.ts'
import type { SourceDocument } from '../source/document.ts'
import { isObject, type JsonObject, valueAt } from '../source/json-value.ts'
import { nearestName } from '../source/nearest-name.ts'
import type { Problem } from '../source/problem.ts'
import { exclusionProblems } from './exclusion-problems.ts'
import { mayMatchPods } from './may-match-pods.ts'
import type { MatchResources } from './model.ts'
import { problemAt } from './problem-at.ts'

const at = ['spec', 'podSecurity']

/** Everything that a `podSecurity` of the right shape may have wrong. A rule that never sees a Pod is a warning. */
export function podSecurityProblems(document: SourceDocument): readonly Problem[] {
  const written = valueAt(document.value, at)
  if (!isObject(written) || (written['level'] ?? null) === null) return []
  const unnamed = [...levelProblems(document, written), ...versionProblems(document, written)]
  return [
    ...unnamed,
    ...exclusionProblems(document, unnamed.length > 0 ? undefined : standardOf(written)),
    ...blindness(document),
  ]
}

function standardOf(written: JsonObject) {
  const { level } = parseLevel(levelIn(written))
  return { level, version: parseVersion(versionIn(written)).version }
}

function levelIn(written: JsonObject): string {
  return String(written['level'])
}

function versionIn(written: JsonObject): string {
  return String(written['version'] ?? 'latest')
}

function levelProblems(document: SourceDocument, written: JsonObject): readonly Problem[] {
  const found = levelIn(written)
  const { problem } = parseLevel(found)
  if (problem === undefined) return []
  const near = nearestName(found, ['privileged', 'baseline', 'restricted'])
  return [
    problemAt(document, [...at, 'level'], {
      code: 'unsupported-value',
      message: problem,
      found,
      remedy: near === undefined ? 'name one of these levels' : `did you mean "${near}"?`,
    }),
  ]
}

function versionProblems(document: SourceDocument, written: JsonObject): readonly Problem[] {
  const found = versionIn(written)
  const { problem } = parseVersion(found)
  if (problem === undefined) return []
  const isNumber = parseVersion(`v${found}`).problem === undefined
  return [
    problemAt(document, [...at, 'version'], {
      code: 'unsupported-value',
      message: problem,
      found,
      remedy: isNumber
        ? `did you mean "v${found}"?`
        : 'name a minor version of Kubernetes, or leave version out for the latest',
    }),
  ]
}

/** A rule that neither a Pod nor, with `podTemplates`, the Pod of a workload can come to. */
function blindness(document: SourceDocument): readonly Problem[] {
  const matches = ['matchConstraints', 'matchResources'].flatMap((field) => {
    const match = valueAt(document.value, ['spec', field])
    return isObject(match) ? [match as MatchResources] : []
  })
  if (mayMatchPods(matches)) return []
  return [
    problemAt(
      document,
      at,
      {
        code: 'never-matches',
        severity: 'warning',
        message: 'podSecurity judges Pods, and the rule can match none',
        expected: 'a resource rule with CREATE or UPDATE of pods',
        remedy:
          'add pods to the resources; podTemplates: true judges the Pods of workloads as well',
      },
      'key',
    ),
  ]
}
