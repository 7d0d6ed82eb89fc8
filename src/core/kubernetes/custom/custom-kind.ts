import type { CustomSchema } from './schema.ts'

/** One served version of a CustomResourceDefinition. */
export interface CustomKind {
  readonly group: string
  readonly version: string
  readonly kind: string
  readonly listKind: string
  /** The plural, as it stands in a URL. */
  readonly resource: string
  readonly singular: string
  readonly shortNames: readonly string[]
  readonly namespaced: boolean
  /** Objects are stored in this version. */
  readonly storage: boolean
  /** How objects come to another version; `Webhook`: code does it. */
  readonly conversion: 'None' | 'Webhook'
  readonly subresources: Subresources
  readonly schema: CustomSchema
}

export interface Subresources {
  /** With it a create and an update of the object itself leave `status` alone. */
  readonly status: boolean
  readonly scale: ScalePaths | undefined
}

/** Paths as they are written, with a dot in front. */
export interface ScalePaths {
  readonly specReplicasPath: string
  readonly statusReplicasPath: string
  readonly labelSelectorPath: string | undefined
}
