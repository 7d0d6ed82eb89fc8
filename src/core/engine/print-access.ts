import type { AccessSelector, AccessSpec, ResourceAttributes } from '../admission/access-review.ts'

/** The access in words: `user "jane" may create deployments.apps/scale "web" in namespace "shop"`. */
export function printAccess({
  user,
  resourceAttributes,
  nonResourceAttributes,
}: AccessSpec): string {
  const who = user === undefined ? 'the user' : `user "${user}"`
  if (resourceAttributes !== undefined) return `${who} may ${printResource(resourceAttributes)}`
  const { verb = '', path = '' } = nonResourceAttributes ?? {}
  return `${who} may ${verb} the path "${path}"`
}

function printResource({
  verb = '',
  group,
  resource = '',
  subresource,
  name,
  namespace,
  fieldSelector,
  labelSelector,
}: ResourceAttributes): string {
  const ofGroup = group === undefined ? '' : `.${group}`
  const below = subresource === undefined ? '' : `/${subresource}`
  return [
    `${verb} ${resource}${ofGroup}${below}`,
    ...(name === undefined ? [] : [`"${name}"`]),
    ...(namespace === undefined ? [] : [`in namespace "${namespace}"`]),
    ...printSelector('fields', fieldSelector),
    ...printSelector('labels', labelSelector),
  ].join(' ')
}

function printSelector(what: string, selector: AccessSelector | undefined): readonly string[] {
  if (selector === undefined) return []
  const requirements = selector.requirements.map(({ key, operator, values }) =>
    values === undefined ? `${key} ${operator}` : `${key} ${operator} (${values.join(', ')})`,
  )
  return [`with ${what} ${requirements.join(', ')}`]
}
