import type { Keep } from '../pod-security/evaluate.ts'
import { containerLists } from '../pod-security/part.ts'
import { jsonEqual } from '../source/equal.ts'
import { fieldOf, isArray, type JsonObject, type JsonValue, valueAt } from '../source/json-value.ts'
import { matchesGlob } from './glob.ts'
import type { Exclusion } from './model.ts'

type Found = Parameters<Keep>[0]

/**
 * What the exclusions leave of the findings in a Pod. A finding is freed where every criterion that is given holds. What
 * concerns no single container has neither image nor container; the value `null` is an absent field.
 */
export function keepIn(pod: JsonObject, exclude: readonly Exclusion[]): Keep {
  const containersOf = concernedIn(pod)
  return (found) => !exclude.some((exclusion) => isFree(exclusion, found, containersOf))
}

function isFree(
  { control, images, containers, values }: Exclusion,
  found: Found,
  containersOf: (found: Found) => readonly JsonValue[],
): boolean {
  if (control !== found.control) return false
  if (values !== undefined && !values.some((value) => jsonEqual(value, found.found ?? null))) {
    return false
  }
  if (images === undefined && containers === undefined) return true
  const concerned = containersOf(found)
  return (
    concerned.length > 0 &&
    concerned.every(
      (container) => fits(container, 'image', images) && fits(container, 'name', containers),
    )
  )
}

function fits(container: JsonValue, field: string, globs: readonly string[] | undefined): boolean {
  if (globs === undefined) return true
  const value = fieldOf(container, field)
  const text = typeof value === 'string' ? value : ''
  return globs.some((glob) => matchesGlob(glob, text))
}

/** The container that a finding is in, or those that its annotation names: at most one in a Pod that is valid. */
function concernedIn(pod: JsonObject): (found: Found) => readonly JsonValue[] {
  let named: ReadonlyMap<JsonValue | undefined, readonly JsonValue[]> | undefined
  return ({ part, path }) => {
    if (part.kind === 'container') return [valueAt(pod, path.slice(0, 3)) ?? null]
    const prefix = part.kind === 'annotation' && containerAnnotation.exec(part.name)?.[0]
    if (!prefix) return []
    named ??= containersByName(pod)
    return named.get(part.name.slice(prefix.length)) ?? []
  }
}

/** https://kubernetes.io/docs/reference/labels-annotations-taints/#container-apparmor-security-beta-kubernetes-io */
const containerAnnotation = /^container\.[a-z.]+\.kubernetes\.io\//

function containersByName(pod: JsonObject) {
  const byName = new Map<JsonValue | undefined, JsonValue[]>()
  for (const container of containerLists.flatMap((list) => listAt(pod, list))) {
    const name = fieldOf(container, 'name')
    const others = byName.get(name)
    if (others === undefined) byName.set(name, [container])
    else others.push(container)
  }
  return byName
}

function listAt(pod: JsonObject, list: string): readonly JsonValue[] {
  const containers = valueAt(pod, ['spec', list])
  return isArray(containers) ? containers : []
}
