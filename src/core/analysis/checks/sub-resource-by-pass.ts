import type { Operation } from '../../admission/request.ts'
import { isAtLeast } from '../../kubernetes/version.ts'
import { listed } from '../../matching/resource-rules.ts'
import { problemAt } from '../../policy/problem-at.ts'
import type { Path } from '../../source/path.ts'
import type { Problem } from '../../source/problem.ts'
import type { Check, CheckContext } from '../check.ts'
import { isResource, namesResource } from '../offers/covers.ts'
import type { Offered } from '../offers/offered.ts'

/** A validation about something that a sub-resource changes as well, by rules that do not name the sub-resource. */
export const subResourceByPass: Check = {
  code: 'sub-resource-by-pass',
  title: 'a sub-resource goes past the policy',
  check: (context) => {
    if (context.compiled.policy.door !== 'validate') return []
    return byPasses.flatMap((one) => problemsOf(one, context))
  },
}

interface ByPass {
  readonly subResource: string
  readonly operation: Operation
  /** Whether it changes what an expression reads there. */
  readonly changes: (path: Path) => boolean
  readonly isOf: (offered: Offered, context: CheckContext) => boolean
  readonly what: string
}

const byPasses: readonly ByPass[] = [
  {
    subResource: 'ephemeralcontainers',
    operation: 'UPDATE',
    changes: isOfEphemeralContainer,
    isOf: isPods,
    what: 'adds containers to a running Pod',
  },
  {
    subResource: 'resize',
    operation: 'UPDATE',
    changes: (path) => isOfContainer(path) && path[3] === 'resources',
    isOf: (offered, { kubernetesVersion }) =>
      isPods(offered) && isAtLeast(kubernetesVersion, '1.33'),
    what: 'changes the resources of a running Pod',
  },
  {
    subResource: 'binding',
    operation: 'CREATE',
    changes: ([first, second]) => first === 'spec' && second === 'nodeName',
    isOf: isPods,
    what: 'gives a Pod its node',
  },
  {
    subResource: 'scale',
    operation: 'UPDATE',
    changes: (path) => path.length === 2 && path[0] === 'spec' && path[1] === 'replicas',
    isOf: ({ kind }) => kind?.served.subResources.includes('scale') === true,
    what: 'changes the number of replicas',
  },
]

function isPods({ group, resource }: Offered): boolean {
  return group === '' && resource === 'pods'
}

function isOfContainer([first, second]: Path): boolean {
  return first === 'spec' && (second === 'containers' || second === 'initContainers')
}

/** https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/apis/core/validation/validation.go (allowedEphemeralContainerFields) */
const notOfEphemeralContainers: ReadonlySet<string> = new Set([
  'lifecycle',
  'livenessProbe',
  'name',
  'ports',
  'readinessProbe',
  'resizePolicy',
  'resources',
  'restartPolicy',
  'startupProbe',
])

function isOfEphemeralContainer(path: Path): boolean {
  const [first, second, item, field] = path
  if (first !== 'spec') return false
  if (second === 'ephemeralContainers') return true
  return (
    second === 'containers' &&
    item === '[]' &&
    typeof field === 'string' &&
    !notOfEphemeralContainers.has(field)
  )
}

function problemsOf(one: ByPass, context: CheckContext): readonly Problem[] {
  const resources = new Map<string, Offered>()
  for (const { situation, mentioned } of context.readings) {
    const { offered } = situation
    if (offered === undefined || offered.subResource !== '' || !one.isOf(offered, context)) continue
    const isRead = mentioned.some(
      ({ part, place, field }) =>
        part === 'validation' &&
        place.origins.some(({ root, at }) => root === 'object' && one.changes([...at, field])),
    )
    if (isRead) resources.set(`${offered.group}/${offered.resource}`, offered)
  }
  return [...resources.values()].flatMap((offered) => problemOf(one, offered, context))
}

function problemOf(
  { subResource, operation, what }: ByPass,
  offered: Offered,
  { compiled: { policy } }: CheckContext,
): readonly Problem[] {
  const rules = policy.match.resourceRules ?? []
  const isCovered = rules.some(
    (rule) =>
      namesResource(rule, { ...offered, subResource }) && listed(rule.operations, operation),
  )
  const index = rules.findIndex((rule) => namesResource(rule, offered))
  if (isCovered || index === -1) return []
  const { resource } = offered
  const pattern = rules[index]?.resources.findIndex((one) => isResource(one, offered)) ?? 0
  return [
    problemAt(
      policy.place.document,
      ['spec', 'matchConstraints', 'resourceRules', index, 'resources', pattern],
      {
        code: subResourceByPass.code,
        severity: 'warning',
        message: `${resource}/${subResource} ${what} past this policy: the rules do not name it with ${operation}`,
        found: resource,
        expected: `${resource}/${subResource} as well`,
        remedy: `add ${resource}/${subResource}, with the operation ${operation}`,
      },
    ),
  ]
}
