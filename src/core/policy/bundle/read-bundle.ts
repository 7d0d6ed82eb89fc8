import { apiVersionOf, kindOf } from '../../kubernetes/object.ts'
import type { SourceDocument } from '../../source/document.ts'
import type { Path } from '../../source/path.ts'
import type { Problem } from '../../source/problem.ts'
import { shapeProblems } from '../shape.ts'
import { withoutNulls } from '../without-nulls.ts'
import type { Amendment } from './amendment.ts'
import { bundleKind } from './bundle-kind.ts'

/** A policy that a bundle lists. */
export interface BundleItem {
  /** Its folder or file, as it is written. */
  readonly policy: string
  readonly amendment: Amendment
  /** Where the item stands in the document of the bundle. */
  readonly path: Path
}

export interface Bundle {
  readonly name: string
  readonly title: string
  readonly description: string
  readonly items: readonly BundleItem[]
}

export type ReadBundle =
  | { readonly kind: 'bundle'; readonly bundle: Bundle }
  | { readonly kind: 'problems'; readonly problems: readonly Problem[] }

/** Whether a document is a bundle, or would be in another version. */
export function isBundle({ value }: SourceDocument): boolean {
  return kindOf(value) === bundleKind.kind && apiVersionOf(value).startsWith('sallyport.dev/')
}

/** What a bundle lists, or everything in which its fields are wrong. */
export function readBundle(document: SourceDocument): ReadBundle {
  const problems = shapeProblems(document, [], document.value, bundleKind.shape)
  if (problems.length > 0) return { kind: 'problems', problems }
  const { metadata, title, description, policies } = withoutNulls(
    document.value,
    bundleKind.shape,
  ) as unknown as BundleDocument
  const items = policies.map(({ policy, ...amendment }, index) => ({
    policy,
    amendment,
    path: ['policies', index],
  }))
  const { name } = metadata
  return {
    kind: 'bundle',
    bundle: { name, title: title ?? name, description: description ?? '', items },
  }
}

interface BundleDocument {
  readonly metadata: { readonly name: string }
  readonly title?: string
  readonly description?: string
  readonly policies: readonly (Amendment & { readonly policy: string })[]
}
