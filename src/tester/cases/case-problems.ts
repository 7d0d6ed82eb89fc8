import {
  isObject,
  isTime,
  type JsonObject,
  type Path,
  type Problem,
  parsePath,
  problemAt,
  problemsOfReview,
  type SourceDocument,
} from '../../core/index.ts'
import { contradictions } from './contradictions.ts'
import type { DerivedRow, PolicyCase } from './policy-case.ts'

/** What is wrong with cases beyond the shape of their document. */
export function caseProblems(
  document: SourceDocument,
  rows: readonly DerivedRow[],
  cases: readonly PolicyCase[],
): readonly Problem[] {
  return [
    ...unnamedObjects(document, ['context'], document.value as JsonObject),
    ...cases.flatMap((row, index) => {
      const at = ['cases', index]
      const own = ownRow(document, index)
      return [
        ...sameName(document, index, cases),
        ...(rows[index]?.isBroken === true ? [] : missingObject(document, at, row)),
        ...wrongTime(document, at, own),
        ...unnamedObjects(document, [...at, 'context'], own),
        ...wrongReviews(document, at, own),
        ...wrongPaths(document, [...at, 'expect'], row),
        ...contradictions(document, [...at, 'expect'], row.expect),
      ]
    }),
  ]
}

/** The row as it is written: what is taken over is wrong elsewhere. */
function ownRow(document: SourceDocument, index: number): JsonObject {
  const { cases } = document.value as unknown as { readonly cases: readonly JsonObject[] }
  return cases[index] as JsonObject
}

function sameName(
  document: SourceDocument,
  index: number,
  cases: readonly PolicyCase[],
): readonly Problem[] {
  const name = ownRow(document, index)['name']
  if (cases.findIndex((_, other) => ownRow(document, other)['name'] === name) === index) return []
  return [
    problemAt(document, ['cases', index, 'name'], {
      code: 'duplicate-name',
      message: `another case is named "${String(name)}"`,
      remedy: 'give one of the two another name',
    }),
  ]
}

function missingObject(
  document: SourceDocument,
  at: Path,
  { object }: Partial<PolicyCase>,
): readonly Problem[] {
  if (object !== undefined) return []
  return [
    problemAt(document, [...at, 'object'], {
      code: 'required-field',
      message: 'Required value',
      remedy: 'give object, objectFrom or like',
    }),
  ]
}

function wrongTime(document: SourceDocument, at: Path, { time }: JsonObject): readonly Problem[] {
  if (typeof time !== 'string' || isTime(time)) return []
  return [
    problemAt(document, [...at, 'time'], {
      code: 'invalid-date',
      message: `"${time}" is no time`,
      remedy: 'write it as 2030-01-31T09:00:00Z',
    }),
  ]
}

function unnamedObjects(
  document: SourceDocument,
  at: Path,
  fields: JsonObject,
): readonly Problem[] {
  const context = (fields['context'] ?? []) as readonly JsonObject[]
  return context.flatMap((object, place) => {
    const { apiVersion, kind, metadata } = object
    const name = isObject(metadata) ? metadata['name'] : undefined
    const isReview = apiVersion === 'authorization.k8s.io/v1'
    const texts = isReview ? [kind] : [apiVersion, kind, name]
    if (texts.every((text) => typeof text === 'string' && text !== '')) return []
    return [
      problemAt(document, [...at, place], {
        code: 'not-an-object',
        message: 'a Kubernetes object with apiVersion, kind and metadata.name is expected',
        remedy: 'add what is missing, or take the object out',
      }),
    ]
  })
}

function wrongReviews(document: SourceDocument, at: Path, own: JsonObject): readonly Problem[] {
  const reviews = (own['accessReviews'] ?? []) as readonly JsonObject[]
  return reviews.flatMap((review, place) =>
    problemsOfReview(document, [...at, 'accessReviews', place], review),
  )
}

/** `path` of a refusal is compared as a text, so that a misspelt one would only be seen when the case fails. */
function wrongPaths(
  document: SourceDocument,
  at: Path,
  { expect: { path, refusals = [], fields = {} } }: PolicyCase,
): readonly Problem[] {
  const paths: readonly (readonly [Path, string | undefined])[] = [
    [[...at, 'path'], path],
    ...refusals.map(
      (refusal, index) => [[...at, 'refusals', index, 'path'], refusal.path] as const,
    ),
    ...Object.keys(fields).map((field) => [[...at, 'fields', field], field] as const),
  ]
  return paths.flatMap(([place, text]) =>
    text === undefined || parsePath(text) !== undefined
      ? []
      : [
          problemAt(document, place, {
            code: 'invalid-path',
            message: `"${text}" is no path`,
            remedy:
              'write it as spec.containers[0].image or metadata.labels["app.kubernetes.io/name"]',
          }),
        ],
  )
}
