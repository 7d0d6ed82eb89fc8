import type { Operation } from '../../admission/request.ts'
import type { WebhookRule } from './webhook-entry.ts'

/** What a rule says of one group, version, resource and operation. */
interface Atom {
  readonly group: string
  readonly version: string
  readonly resource: string
  readonly operation: Operation
  readonly scope: WebhookRule['scope']
}

/**
 * The fewest rules that mean what these mean, and nothing else: what a wildcard covers is left out, what is said of several
 * resources alike is said once. In an order of their own, so that they change only where their meaning does.
 */
export function smallestRules(rules: readonly WebhookRule[]): readonly WebhookRule[] {
  const atoms = [...new Map(rules.flatMap(atomsOf).map((atom) => [idOf(atom), atom])).values()]
  const needed = withoutCovered(atoms)
  return joinedBy(joinFields, needed.map(ruleOf)).map(inOrder).sort(byText)
}

const operations: readonly Operation[] = ['CREATE', 'UPDATE', 'DELETE', 'CONNECT']

function atomsOf(rule: WebhookRule): readonly Atom[] {
  const { scope } = rule
  const named = operations.filter((one) => rule.operations.includes(one))
  const wanted = rule.operations.includes('*') ? operations : named
  return rule.apiGroups.flatMap((group) =>
    rule.apiVersions.flatMap((version) =>
      rule.resources.flatMap((resource) =>
        wanted.map((operation) => ({ group, version, resource, operation, scope })),
      ),
    ),
  )
}

function idOf({ group, version, resource, operation, scope }: Atom): string {
  return JSON.stringify([group, version, resource, operation, scope])
}

/** Only what has a wildcard can cover anything. */
function withoutCovered(atoms: readonly Atom[]): readonly Atom[] {
  const wide = atoms.filter(
    ({ group, version, resource, scope }) =>
      group === '*' || version === '*' || resource.includes('*') || scope === '*',
  )
  return atoms.filter((atom) => !wide.some((one) => one !== atom && covers(one, atom)))
}

function covers(wide: Atom, narrow: Atom): boolean {
  return (
    wide.operation === narrow.operation &&
    (wide.group === '*' || wide.group === narrow.group) &&
    (wide.version === '*' || wide.version === narrow.version) &&
    (wide.scope === '*' || wide.scope === narrow.scope) &&
    coversResource(wide.resource, narrow.resource)
  )
}

/** Whether all that one item of `resources` means, the other means too. */
export function coversResource(wide: string, narrow: string): boolean {
  const [wideResource = '', wideSub = ''] = wide.split('/', 2)
  const [resource = '', subResource = ''] = narrow.split('/', 2)
  return (
    (wideResource === '*' || wideResource === resource) &&
    (wideSub === '*' || wideSub === subResource)
  )
}

function ruleOf({ group, version, resource, operation, scope }: Atom): WebhookRule {
  return {
    apiGroups: [group],
    apiVersions: [version],
    operations: [operation],
    resources: [resource],
    scope,
  }
}

/** Rules that differ in one of these only are one. */
const joinFields = ['operations', 'resources', 'apiVersions', 'apiGroups'] as const

type JoinField = (typeof joinFields)[number]

function joinedBy(
  [field, ...rest]: readonly JoinField[],
  rules: readonly WebhookRule[],
): readonly WebhookRule[] {
  if (field === undefined) return rules
  const groups = new Map<string, WebhookRule[]>()
  for (const rule of rules) {
    const key = JSON.stringify({ ...inOrder(rule), [field]: undefined })
    const others = groups.get(key)
    if (others === undefined) groups.set(key, [rule])
    else others.push(rule)
  }
  return joinedBy(
    rest,
    [...groups.values()].flatMap((alike) => joined(alike, field)),
  )
}

/** The API server takes no other item beside `*` in a list of groups or versions. */
function joined(alike: readonly WebhookRule[], field: JoinField): readonly WebhookRule[] {
  const [first] = alike
  if (first === undefined) return []
  const values = [...new Set<string>(alike.flatMap((rule) => rule[field]))]
  const isListed = field === 'operations' || field === 'resources' || !values.includes('*')
  return isListed ? [{ ...first, [field]: values }] : alike
}

function inOrder({ apiGroups, apiVersions, resources, scope, ...rule }: WebhookRule): WebhookRule {
  const named = operations.filter((operation) => rule.operations.includes(operation))
  return {
    apiGroups: [...apiGroups].sort(),
    apiVersions: [...apiVersions].sort(),
    operations: named.length === operations.length ? ['*'] : named,
    resources: [...resources].sort(),
    scope,
  }
}

function byText(one: WebhookRule, other: WebhookRule): number {
  const [a, b] = [JSON.stringify(one), JSON.stringify(other)]
  return a < b ? -1 : a > b ? 1 : 0
}
