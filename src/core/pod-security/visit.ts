import { none, type Violation } from './control.ts'
import type { Container, Place } from './part.ts'
import type { Pod } from './pod.ts'

type Find<In> = (place: In, pod: Pod) => readonly Violation[]

/** The violations in the containers of the Pod, in their order; `none` where there is none. */
export function inContainers(pod: Pod, find: Find<Container>): readonly Violation[] {
  return collect(pod, none, find)
}

/** The violations in what the Pod says for all containers, then in the containers. */
export function inPodAndContainers(pod: Pod, find: Find<Place>): readonly Violation[] {
  return collect(pod, find(pod.itself, pod), find)
}

function collect(
  pod: Pod,
  first: readonly Violation[],
  find: Find<Container>,
): readonly Violation[] {
  let all: Violation[] | undefined
  for (const container of pod.containers) {
    const found = find(container, pod)
    if (found.length === 0) continue
    all ??= [...first]
    for (const violation of found) all.push(violation)
  }
  return all ?? first
}
