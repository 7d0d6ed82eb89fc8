import { fieldOf, type JsonObject } from '../source/json-value.ts'
import { none, type Violation } from './control.ts'
import { objectOf, textIn } from './field.ts'
import type { Pod } from './pod.ts'
import { setting } from './suggestion.ts'

/** What restricts volumes: the name of the source that a volume may not have, `unknown` for none that is known. */
interface VolumeRule {
  readonly allowed: readonly string[]
  readonly forbiddenSource: (volume: JsonObject) => string | undefined
}

export const unknownSource = 'unknown'

/** A violation for each volume with a forbidden source; suggested is an empty directory in its place. */
export function inVolumes(pod: Pod, rule: VolumeRule): readonly Violation[] {
  let all: Violation[] | undefined
  for (let index = 0; index < pod.volumes.length; index++) {
    const volume = objectOf(pod.volumes[index] ?? null)
    const source = rule.forbiddenSource(volume)
    if (source === undefined) continue
    all ??= []
    all.push(violationOf(pod, index, { volume, source, allowed: rule.allowed }))
  }
  return all ?? none
}

interface Fault {
  readonly volume: JsonObject
  readonly source: string
  readonly allowed: readonly string[]
}

function violationOf(pod: Pod, index: number, { volume, source, allowed }: Fault): Violation {
  const path = ['spec', 'volumes', index]
  const name = textIn(volume, 'name') ?? ''
  const isKnown = source !== unknownSource
  return {
    path: isKnown ? [...path, source] : path,
    part: { kind: 'volume', name },
    found: isKnown ? fieldOf(volume, source) : pod.volumes[index],
    allowed,
    suggestion: setting(pod.object, path, { name, emptyDir: {} }),
  }
}
