import { parseQuantity } from '../../parse-quantity.ts'
import { addQuantities, compareQuantities, type Quantity } from '../../quantity.ts'
import { type Draft, structAt, structsAt } from '../defaulter.ts'

export type Amounts = ReadonlyMap<string, Quantity>

/**
 * What the containers of a Pod need of each resource: the sum of those that run together (sidecars among them), or what one
 * init container needs with the sidecars before it where that is more.
 * https://github.com/kubernetes/enhancements/tree/master/keps/sig-node/753-sidecar-containers#resources-calculation-for-scheduling-and-pod-admission
 */
export function containerResources(spec: Draft, field: 'limits' | 'requests'): Amounts {
  let together = sumOf(structsAt(spec, 'containers').map((each) => amountsOf(each, field)))
  let sidecars: Amounts = new Map()
  let whileStarting: Amounts = new Map()
  for (const container of structsAt(spec, 'initContainers')) {
    const own = amountsOf(container, field)
    const withSidecars = sumOf([own, sidecars])
    if (container['restartPolicy'] === 'Always') {
      together = sumOf([together, own])
      sidecars = withSidecars
    }
    whileStarting = greatestOf(whileStarting, withSidecars)
  }
  return greatestOf(together, whileStarting)
}

function amountsOf(container: Draft, field: string): Amounts {
  const resources = structAt(container, 'resources')
  const list = resources && structAt(resources, field)
  return new Map(
    Object.entries(list ?? {}).flatMap(([name, text]) => {
      const parsed = parseQuantity(String(text))
      return parsed.kind === 'quantity' ? [[name, parsed.quantity] as const] : []
    }),
  )
}

function sumOf(lists: readonly Amounts[]): Amounts {
  const sum = new Map<string, Quantity>()
  for (const [name, amount] of lists.flatMap((list) => [...list])) {
    const already = sum.get(name)
    sum.set(name, already === undefined ? amount : addQuantities(already, amount))
  }
  return sum
}

function greatestOf(left: Amounts, right: Amounts): Amounts {
  const greater = [...right].filter(([name, amount]) => {
    const other = left.get(name)
    return other === undefined || compareQuantities(amount, other) > 0
  })
  return new Map([...left, ...greater])
}
