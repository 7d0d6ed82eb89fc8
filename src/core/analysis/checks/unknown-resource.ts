import { joinApiVersion } from '../../kubernetes/group-version.ts'
import { isBuiltInGroup } from '../../kubernetes/missing-kind.ts'
import { listed } from '../../matching/resource-rules.ts'
import { problemAt } from '../../policy/problem-at.ts'
import { nearestName } from '../../source/nearest-name.ts'
import type { Problem } from '../../source/problem.ts'
import type { Check, CheckContext } from '../check.ts'
import { allRules, matchesOf, type PlacedRule } from '../offers/placed-rule.ts'

/**
 * A resource, a version of it or a sub-resource that no API server has. Only groups are looked at whose resources are all
 * known: Kubernetes' own, and those that the context's CustomResourceDefinitions describe.
 */
export const unknownResource: Check = {
  code: 'unknown-resource',
  title: 'a rule names a resource that there is not',
  check: (context) =>
    matchesOf(context.compiled)
      .flatMap(allRules)
      .flatMap((placed) => problemsOf(placed, context)),
}

function problemsOf(placed: PlacedRule, context: CheckContext): readonly Problem[] {
  const { rule } = placed
  const isKnown = (group: string) =>
    isBuiltInGroup(joinApiVersion({ group, version: 'v1' })) ||
    context.offered.some((one) => one.group === group)
  if (rule.apiGroups.some((group) => group === '*' || !isKnown(group))) return []
  return rule.resources.flatMap((pattern, index) => {
    const problem = unknownIn(pattern, placed, context)
    return problem === undefined ? [] : [at(placed, index, pattern, problem)]
  })
}

interface Unknown {
  readonly message: string
  readonly remedy: string
}

function unknownIn(
  pattern: string,
  { rule }: PlacedRule,
  { offered }: CheckContext,
): Unknown | undefined {
  const [resource = '', subResource] = pattern.split('/', 2)
  const ofGroups = offered.filter(({ group }) => rule.apiGroups.includes(group))
  const groups = rule.apiGroups.map(printGroup).join(', ')
  const named = ofGroups.filter((one) => resource === '*' || one.resource === resource)
  if (named.length === 0) return noResource(resource, groups, ofGroups, offered)
  if (subResource !== undefined && subResource !== '*' && subResource !== '') {
    if (!named.some((one) => one.subResource === subResource)) {
      return noSubResource(pattern, named)
    }
  }
  if (resource === '*' || named.some(({ version }) => listed(rule.apiVersions, version))) {
    return undefined
  }
  const versions = [...new Set(named.map(({ version }) => version))].join(', ')
  return {
    message: `${resource} of ${groups} is served as ${versions}, not as ${rule.apiVersions.join(', ')}`,
    remedy: `write apiVersions: [${versions}], or ["*"]`,
  }
}

type Offers = CheckContext['offered']

function noResource(resource: string, groups: string, ofGroups: Offers, all: Offers): Unknown {
  const elsewhere = all.find((one) => one.resource === resource)
  const kind = ofGroups.find(
    (one) => one.kind?.served.kind.toLowerCase() === resource.toLowerCase(),
  )
  const nearest =
    kind?.resource ??
    nearestName(
      resource,
      ofGroups.map((one) => one.resource),
    )
  const message = `there is no resource "${resource}" in ${groups}, so that this matches nothing`
  if (elsewhere !== undefined) {
    return { message, remedy: `it is in the group ${printGroup(elsewhere.group)}` }
  }
  const hint = nearest === undefined ? 'correct it, or take it out' : `did you mean ${nearest}?`
  return { message, remedy: hint }
}

function noSubResource(pattern: string, named: Offers): Unknown {
  const [resource = '', subResource = ''] = pattern.split('/', 2)
  const known = [...new Set(named.map((one) => one.subResource))].filter((one) => one !== '')
  const nearest = nearestName(subResource, known)
  const of = resource === '*' ? 'no resource has' : `${resource} has not`
  return {
    message: `${of} the sub-resource "${subResource}", so that this matches nothing`,
    remedy:
      nearest !== undefined
        ? `did you mean ${resource}/${nearest}?`
        : known.length === 0
          ? 'it has none'
          : `it has ${known.join(', ')}`,
  }
}

function printGroup(group: string): string {
  return group === '' ? 'the core group' : group
}

function at(placed: PlacedRule, index: number, found: string, unknown: Unknown): Problem {
  return problemAt(placed.document, [...placed.path, 'resources', index], {
    code: unknownResource.code,
    severity: 'warning',
    found,
    expected: 'a resource that the API server serves',
    ...unknown,
  })
}
