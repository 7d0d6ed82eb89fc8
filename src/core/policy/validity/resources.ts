import { invalid, required } from '../../kubernetes/custom/field-error.ts'
import type { Problem } from '../../source/problem.ts'
import { refused } from './refused.ts'
import { itemsAt, type Spot, textAt, textsAt } from './spot.ts'

/**
 * The `resources` of a rule: what `x/*`, `*` and a slash, or `*` alone covers already must not be named again, as far as the
 * API server sees it.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/apis/admissionregistration/validation/validation.go (validateResources)
 */
export function resourceProblems(resources: Spot): readonly Problem[] {
  const { document, path } = resources
  const texts = textsAt(resources)
  if (texts.length === 0) {
    return [refused(document, required(path), { remedy: 'name the resources, such as "pods"' })]
  }
  return [
    ...coveredItems(itemsAt(resources)),
    ...(texts.length > 1 && texts.includes('*/*') ? [overlapping(resources, "'*/*'", '')] : []),
    ...(texts.includes('*') && endsWithWhole(texts)
      ? [overlapping(resources, "'*'", ' without subresources')]
      : []),
  ]
}

/** Only what stands behind the wildcard is seen. */
function coveredItems(items: readonly Spot[]): readonly Problem[] {
  const wholeResources = new Set<string>()
  const wholeSubResources = new Set<string>()
  return items.flatMap((item) => {
    const text = textAt(item)
    if (text === '') {
      return [refused(item.document, required(item.path), { remedy: 'name a resource' })]
    }
    const slash = text.indexOf('/')
    if (slash === -1) return []
    const [resource, sub] = [text.slice(0, slash), text.slice(slash + 1)]
    const covering = new Set([
      ...(wholeResources.has(resource) ? [`${resource}/*`] : []),
      ...(wholeSubResources.has(sub) ? [`*/${sub}`] : []),
    ])
    if (sub === '*') wholeResources.add(resource)
    if (resource === '*') wholeSubResources.add(sub)
    return [...covering].map((wildcard) => covered(item, text, wildcard))
  })
}

function covered({ document, path }: Spot, text: string, wildcard: string): Problem {
  const detail = `if '${wildcard}' is present, must not specify ${text}`
  const remedy = `remove it: "${wildcard}" means it already`
  return refused(document, invalid(path, text, detail), { remedy })
}

/** The API server remembers of the last resource without a slash whether it was more than `*`. */
function endsWithWhole(texts: readonly string[]): boolean {
  const last = texts.findLast((text) => text !== '' && !text.includes('/'))
  return last !== undefined && last !== '*'
}

function overlapping({ document, path, value }: Spot, wildcard: string, which: string): Problem {
  const detail = `if ${wildcard} is present, must not specify other resources${which}`
  return refused(document, invalid(path, value ?? null, detail), {
    remedy: 'keep the wildcard alone, or name what is meant',
  })
}
