import type { Operation } from '../../admission/request.ts'
import type { Kinds } from '../../kubernetes/kinds.ts'
import { isKindOfRequest, listed } from '../../matching/resource-rules.ts'
import { familiesOf, type Member, namesFamily, unnamed } from './families.ts'
import type { Wish } from './wanted-rules.ts'
import type { WebhookRule } from './webhook-entry.ts'

/**
 * Whether two wishes want one request in two versions, so that no single webhook can serve both: its rules convert an object
 * to the version that they name only where they do not name the one that was requested.
 * https://github.com/kubernetes/apiserver/blob/v0.37.0/pkg/admission/plugin/webhook/generic/webhook.go (ShouldCallHook)
 */
export function disagree(wishes: readonly Wish[], kinds: Kinds): boolean {
  const rules = wishes.flatMap((wish) => wish.rules)
  const subResources = subResourcesIn(rules)
  return familiesOf(rules, kinds).some((family) => {
    const concerned = wishes.filter((wish) => wish.rules.some((rule) => namesFamily(rule, family)))
    if (concerned.length < 2) return false
    return subResources.some((subResource) =>
      operations.some((operation) =>
        family.some((member) => differ(concerned, member, { family, subResource, operation })),
      ),
    )
  })
}

interface Asked {
  readonly family: readonly Member[]
  readonly subResource: string
  readonly operation: Operation
}

const operations: readonly Operation[] = ['CREATE', 'UPDATE', 'DELETE', 'CONNECT']

function subResourcesIn(rules: readonly WebhookRule[]): readonly string[] {
  const named = rules.flatMap(({ resources }) => resources.map((one) => one.split('/', 2)[1] ?? ''))
  return [...new Set(named.map((name) => (name === '*' ? unnamed : name)))]
}

function differ(wishes: readonly Wish[], member: Member, asked: Asked): boolean {
  let first: Member | undefined
  return wishes.some((wish) => {
    const wanted = deliveryOf(wish, member, asked)
    if (wanted === undefined) return false
    first ??= wanted
    return wanted !== first
  })
}

/** In which version the wish wants what is requested in that one; undefined where it does not want it. */
function deliveryOf(
  { rules, matchPolicy }: Wish,
  member: Member,
  { family, subResource, operation }: Asked,
): Member | undefined {
  const means = (rule: WebhookRule, one: Member) =>
    isKindOfRequest(rule, { ...one, subResource, operation }) &&
    listed(rule.apiVersions, one.version)
  if (rules.some((rule) => means(rule, member))) return member
  if (matchPolicy === 'Exact') return undefined
  for (const rule of rules) {
    const other = family.find((one) => means(rule, one))
    if (other !== undefined) return other
  }
  return undefined
}
