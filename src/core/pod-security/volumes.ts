import { fieldOf, type JsonObject } from '../source/json-value.ts'
import { none, type Remedy, type Violation } from './control.ts'
import { objectOf } from './field.ts'
import { nameOfPart, pathOfPart } from './part.ts'
import type { Pod } from './pod.ts'
import { setting } from './suggestion.ts'

/** The source of a volume that has none, or none that is known. */
export const unknownSource = 'unknown'

/** A violation for each volume with a forbidden source; of an unknown one, the volume itself is what was found. */
export function inVolumes(
  pod: Pod,
  forbiddenSource: (volume: JsonObject) => string | undefined,
): readonly Violation[] {
  let all: Violation[] | undefined
  for (let index = 0; index < pod.volumes.length; index++) {
    const fields = objectOf(pod.volumes[index] ?? null)
    const source = forbiddenSource(fields)
    if (source === undefined) continue
    all ??= []
    const part = { kind: 'volume', index, fields } as const
    const isUnknown = source === unknownSource
    const found = isUnknown ? fields : fieldOf(fields, source)
    all.push({ part, steps: isUnknown ? [] : [source], found })
  }
  return all ?? none
}

/** The remedy for a forbidden volume: an empty directory in its place. */
export function emptying(allowed: readonly string[]): ({ part }: Violation, pod: Pod) => Remedy {
  return ({ part }, { object }) => ({
    allowed,
    suggestion: setting(object, pathOfPart(part), { name: nameOfPart(part), emptyDir: {} }),
  })
}
