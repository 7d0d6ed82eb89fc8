import { decodeUtf8, fieldOf, type JsonValue, parseJson, printJson } from '../../core/index.ts'
import type { SourceBytes } from '../../files/read-sources.ts'
import { type Manifest, manifestsOf } from '../manifests.ts'
import { splitReviews } from '../split-reviews.ts'
import type { GivenReview } from './explain-review.ts'

/** Something that can be explained. */
export type Target =
  | { readonly kind: 'manifest'; readonly manifest: Manifest }
  | { readonly kind: 'review'; readonly review: GivenReview }

/** The reviews of a source, where it holds some, in JSON, in JSON lines or in YAML; else its manifests. */
export function targetsOf(source: SourceBytes): readonly Target[] {
  const texts = splitReviews(source.bytes).map(textOf)
  return isReview(jsonOf(texts[0] ?? ''))
    ? texts.map((text, index) => reviewOf(source.name, index, text))
    : manifestsOf(source).map(targetOf)
}

function targetOf(manifest: Manifest, index: number): Target {
  const value = manifest.document?.value
  return value !== undefined && isReview(value)
    ? reviewOf(manifest.document?.source ?? '', index, printJson(value))
    : { kind: 'manifest', manifest }
}

function reviewOf(source: string, index: number, text: string): Target {
  return { kind: 'review', review: { source, index, text } }
}

function isReview(value: JsonValue | undefined): boolean {
  return fieldOf(value, 'kind') === 'AdmissionReview'
}

function jsonOf(text: string): JsonValue | undefined {
  const parsed = parseJson(text)
  return parsed.kind === 'value' ? parsed.value : undefined
}

function textOf(bytes: Uint8Array): string {
  const decoded = decodeUtf8(bytes)
  return decoded.kind === 'text' ? decoded.text : ''
}
