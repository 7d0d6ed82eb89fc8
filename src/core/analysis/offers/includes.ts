import type { ResourceRule } from '../../policy/model.ts'

/** Whether the first rule matches all that the second does. */
export function includes(wide: ResourceRule, narrow: ResourceRule): boolean {
  const scope = wide.scope ?? '*'
  return (
    hasAll(wide.operations, narrow.operations) &&
    hasAll(wide.apiGroups, narrow.apiGroups) &&
    hasAll(wide.apiVersions, narrow.apiVersions) &&
    narrow.resources.every((pattern) => wide.resources.some((one) => isWider(one, pattern))) &&
    (scope === '*' || scope === narrow.scope) &&
    hasNames(wide, narrow)
  )
}

function hasAll(wide: readonly string[], narrow: readonly string[]): boolean {
  return wide.includes('*') || narrow.every((one) => wide.includes(one))
}

function isWider(wide: string, narrow: string): boolean {
  if (wide === narrow || wide === '*/*') return true
  const [wideResource = '', wideSub] = wide.split('/', 2)
  const [resource = '', subResource] = narrow.split('/', 2)
  if (wideResource !== '*' && wideResource !== resource) return false
  return wideSub === '*' || wideSub === subResource
}

function hasNames(wide: ResourceRule, narrow: ResourceRule): boolean {
  const [names, others] = [wide.resourceNames ?? [], narrow.resourceNames ?? []]
  return names.length === 0 || (others.length > 0 && others.every((name) => names.includes(name)))
}
