import type { JsonObject } from '../source/json-value.ts'
import type { Path } from '../source/path.ts'
import { textIn } from './field.ts'

/** The part of a Pod that a violation belongs to: the same value for all violations of the part. */
export type Part = Place | Volume | Annotation

/** Where a security context may stand: the Pod itself, or a container of it. */
export type Place = Itself | Container

export interface Itself {
  readonly kind: 'pod'
  readonly fields: JsonObject | undefined
  readonly securityContext: JsonObject | undefined
}

export interface Container {
  readonly kind: 'container'
  readonly list: ContainerList
  readonly index: number
  readonly fields: JsonObject
  readonly securityContext: JsonObject | undefined
}

interface Volume {
  readonly kind: 'volume'
  readonly index: number
  readonly fields: JsonObject
}

interface Annotation {
  readonly kind: 'annotation'
  readonly key: string
}

/** Containers that start the Pod first, then its containers, then ephemeral ones: the order of Kubernetes' texts. */
export const containerLists = ['initContainers', 'containers', 'ephemeralContainers'] as const

type ContainerList = (typeof containerLists)[number]

/** From the root of the Pod to the part: its spec, a container, a volume, an annotation. */
export function pathOfPart(part: Part): Path {
  switch (part.kind) {
    case 'pod':
      return ['spec']
    case 'container':
      return ['spec', part.list, part.index]
    case 'volume':
      return ['spec', 'volumes', part.index]
    case 'annotation':
      return ['metadata', 'annotations', part.key]
  }
}

/** The name as written, which need be neither there nor unique; the Pod itself has none to speak of. */
export function nameOfPart(part: Part): string {
  switch (part.kind) {
    case 'pod':
      return ''
    case 'container':
    case 'volume':
      return textIn(part.fields, 'name') ?? ''
    case 'annotation':
      return part.key
  }
}

/** The same field of every kind of container, as documentation writes it. */
export function containerFields(field: string): readonly string[] {
  return containerLists.map((list) => `spec.${list}[*].${field}`)
}

/** The same field of the Pod and of every kind of container. */
export function podAndContainerFields(field: string): readonly string[] {
  return [`spec.${field}`, ...containerFields(field)]
}
