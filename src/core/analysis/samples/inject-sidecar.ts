import { templatePathOf } from '../../kubernetes/pod-template.ts'
import { isArray, isObject, type JsonObject, type JsonValue } from '../../source/json-value.ts'
import type { Path } from '../../source/path.ts'
import { changedAt } from './rich-object.ts'

/** The names of what is injected. */
const injected = { container: 'injected-sidecar', volume: 'injected-volume' } as const

/** The path to the Pod's spec in an object of that kind; undefined where it has none. */
export function podSpecPath({
  group,
  resource,
}: {
  readonly group: string
  readonly resource: string
}): Path | undefined {
  if (group === '' && resource === 'pods') return ['spec']
  const path = templatePathOf(group, resource)
  return path && [...path, 'spec']
}

/** What another webhook would do between two rounds: a container and a volume more. */
export function injectSidecar(object: JsonObject, path: Path): JsonObject {
  return changedAt(object, path, (spec) => ({
    ...spec,
    containers: [
      ...itemsOf(spec['containers']),
      {
        name: injected.container,
        image: 'registry.example/sidecar:1.0',
        volumeMounts: [{ name: injected.volume, mountPath: '/var/run/sidecar' }],
      },
    ],
    volumes: [...itemsOf(spec['volumes']), { name: injected.volume, emptyDir: {} }],
  }))
}

/** Which of the two is no longer there. */
export function lostOfSidecar(spec: JsonValue | undefined): readonly string[] {
  const fields = isObject(spec) ? spec : {}
  return [
    ...(hasNamed(fields['containers'], injected.container) ? [] : ['container']),
    ...(hasNamed(fields['volumes'], injected.volume) ? [] : ['volume']),
  ]
}

function hasNamed(list: JsonValue | undefined, name: string): boolean {
  return itemsOf(list).some((item) => isObject(item) && item['name'] === name)
}

function itemsOf(list: JsonValue | undefined): readonly JsonValue[] {
  return isArray(list) ? list : []
}
