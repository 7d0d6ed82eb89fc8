import type { Mismatch } from '../../../core/index.ts'

const mostShown = 3

/** Why something is not meant, in half a sentence: the first few constraints, and how many there are besides. */
export function mismatchText(mismatches: readonly Mismatch[], why: string | null): string {
  if (mismatches.length === 0) return why ?? ''
  const together = grouped(mismatches)
  const shown = together.slice(0, mostShown).map(oneMismatch)
  const more = together.length - shown.length
  return more === 0 ? shown.join('; ') : `${shown.join('; ')}; and ${more} more`
}

/** What a selector asks for in vain is one reason. */
function grouped(mismatches: readonly Mismatch[]): readonly Mismatch[] {
  const groups = new Map<string, Mismatch>()
  for (const one of mismatches) {
    const isSelector = one.part.endsWith('Selector')
    const key = isSelector ? `${one.of} ${one.part}` : String(groups.size)
    const known = groups.get(key)
    groups.set(
      key,
      known === undefined ? one : { ...one, wanted: `${known.wanted} and ${one.wanted}` },
    )
  }
  return [...groups.values()]
}

function oneMismatch({ of, part, field, wanted, found }: Mismatch): string {
  const whose = of === 'binding' ? "the binding's " : ''
  switch (part) {
    case 'matchConditions':
      return `match condition "${field}" is false`
    case 'paramRef':
      return `there is no ${wanted} to take params from`
    case 'apiVersions':
      return `it wants ${wanted}, into which only a cluster converts ${found}`
    case 'objectSelector':
      return `${whose}objectSelector asks for ${wanted}; the object has ${found}`
    case 'namespaceSelector':
      return `${whose}namespaceSelector asks for ${wanted}; the namespace has ${found}`
    default:
      return field === ''
        ? `${whose}${part} says ${wanted}; this is ${found}`
        : `${whose}${part}.${field} asks for ${wanted}; this is ${found}`
  }
}
