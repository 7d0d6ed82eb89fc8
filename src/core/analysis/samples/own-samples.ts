import type { Kinds } from '../../kubernetes/kinds.ts'
import { nameOf, namespaceOf } from '../../kubernetes/object.ts'
import { workloadKinds } from '../../kubernetes/pod-template.ts'
import type { CompiledPolicy } from '../../policy/compile-policy.ts'
import type { JsonObject } from '../../source/json-value.ts'
import { offeredBy } from '../offers/offered.ts'
import { situationsOf } from '../offers/situation.ts'
import { richObject } from './rich-object.ts'
import type { Sample } from './sample.ts'
import { sampleObject } from './sample-object.ts'

/**
 * Objects of the kinds that policies name: of each a small one, and one with more in it. Where a rule names all kinds, those
 * that people write most.
 */
export function ownSamples(policies: readonly CompiledPolicy[], kinds: Kinds): readonly Sample[] {
  const offered = offeredBy(kinds)
  const named = new Set(
    policies.flatMap((compiled) =>
      situationsOf(compiled, offered).flatMap(({ kind, offered, workload }) => [
        ...(kind !== undefined && offered?.subResource === '' ? [kind] : []),
        ...(workload === undefined ? [] : [workload]),
      ]),
    ),
  )
  const isOpen = policies.some((compiled) =>
    situationsOf(compiled, offered).some((situation) => situation.offered === undefined),
  )
  const usual = isOpen ? kinds.all().filter(({ served }) => isUsual(served)) : []
  return [...new Set([...named, ...usual])].flatMap((kind) => {
    const plain = sampleObject(kind)
    return [plain, richObject(plain, kind)].map((object, index) => ({
      title: `a sample ${index === 0 ? '' : 'rich '}${titleOf(object)}`,
      object,
    }))
  })
}

/** What stands in for every kind where a rule names all of them. */
function isUsual({
  group,
  resource,
}: {
  readonly group: string
  readonly resource: string
}): boolean {
  return (
    (group === '' && (resource === 'pods' || resource === 'configmaps')) ||
    workloadKinds.some((one) => one.group === group && one.resource === resource)
  )
}

function titleOf(object: JsonObject): string {
  const namespace = namespaceOf(object)
  return `${String(object['kind'])} ${namespace === '' ? '' : `${namespace}/`}${nameOf(object)}`
}
