import { nameOfRight, type Right } from '#src/cluster/preflight/rights.ts'
import type { Rendered } from './helm.ts'

interface Rule {
  readonly apiGroups: readonly string[]
  readonly resources: readonly string[]
  readonly resourceNames?: readonly string[]
  readonly verbs: readonly string[]
}

/** One right of a role: no name is every name. */
export interface Grant extends Pick<Right, 'group' | 'resource' | 'verb' | 'where'> {
  readonly name: string
}

/** One right of a rule, in a line: VERB GROUP/RESOURCE NAME, and where it holds. */
export function grantedBy(roles: readonly Rendered[]): readonly string[] {
  return grantsOf(roles).map(grantLine)
}

export function grantsOf(roles: readonly Pick<Rendered, 'kind' | 'rules'>[]): readonly Grant[] {
  return roles.flatMap(({ kind, rules = [] }) => {
    const where = kind === 'Role' ? 'own-namespace' : 'cluster'
    return (rules as readonly Rule[]).flatMap((rule) => grantsOfRule(rule, where))
  })
}

function grantsOfRule(
  { apiGroups, resources, resourceNames = [''], verbs }: Rule,
  where: Right['where'],
): readonly Grant[] {
  return apiGroups.flatMap((group) =>
    resources.flatMap((resource) =>
      resourceNames.flatMap((name) =>
        verbs.map((verb) => ({ group, resource, name, verb, where })),
      ),
    ),
  )
}

/** The same of what the server says that it needs, by the names that the chart gives without values. */
export function needed(rights: readonly Right[]): readonly string[] {
  const names = {
    certificateSecret: 'sallyport-certificate',
    lease: 'sallyport',
    webhookName: 'sallyport',
  }
  return rights.map((right) => {
    const { resource, subresource } = right
    return grantLine({
      ...right,
      resource: subresource === undefined ? resource : `${resource}/${subresource}`,
      name: nameOfRight(right, names) ?? '',
    })
  })
}

export function grantLine({ group, resource, name, verb, where }: Grant): string {
  return `${verb} ${group}/${resource} ${name} (${where})`
}
