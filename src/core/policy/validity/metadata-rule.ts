import { invalid, type NamedPlace, required, tooLong } from '../../kubernetes/custom/field-error.ts'
import { printField, stepsOf } from '../../kubernetes/custom/field-path.ts'
import { utf8 } from '../../source/base64.ts'
import type { SourceDocument } from '../../source/document.ts'
import type { Problem } from '../../source/problem.ts'
import { formatProblems, labelValue, nameProblems, qualifiedName, subdomain } from './names.ts'
import { ownerProblems } from './owner-references.ts'
import { refused } from './refused.ts'
import { entriesAt, fieldAt, itemsAt, rootOf, type Spot, textAt, textsAt } from './spot.ts'

/**
 * What the metadata of an object without a namespace may have. A name must be given, since bindings and findings name it.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/staging/src/k8s.io/apimachinery/pkg/api/validation/objectmeta.go
 */
export function metadataRule(document: SourceDocument): readonly Problem[] {
  const metadata = fieldAt(rootOf(document), 'metadata')
  return [
    ...nameRule(fieldAt(metadata, 'name')),
    ...labelProblems(fieldAt(metadata, 'labels')),
    ...annotationProblems(fieldAt(metadata, 'annotations')),
    ...ownerProblems(fieldAt(metadata, 'ownerReferences')),
    ...finalizerProblems(fieldAt(metadata, 'finalizers')),
  ]
}

function nameRule(name: Spot): readonly Problem[] {
  if (textAt(name) !== '') return nameProblems(name, subdomain)
  const error = required(name.path, 'name or generateName is required')
  return [refused(name.document, error, { remedy: 'give the document a name' })]
}

/** Labels, and the `matchLabels` of selectors: what is wrong with one is said of all of them, and shown at its place. */
export function labelProblems(labels: Spot): readonly Problem[] {
  return entriesAt(labels).flatMap(([key, value]) => {
    const place = placeOfEntry(labels, key)
    return [
      ...formatProblems(labels, place, key, qualifiedName),
      ...formatProblems(labels, place, value, labelValue),
    ]
  })
}

const mostAnnotationBytes = 262_144

function annotationProblems(annotations: Spot): readonly Problem[] {
  const entries = entriesAt(annotations)
  const size = entries.reduce((sum, entry) => sum + utf8(entry.join('')).length, 0)
  return [
    ...entries.flatMap(([key]) =>
      qualifiedName
        .faultsOf(key.toLowerCase())
        .map((fault) =>
          refused(
            annotations.document,
            invalid(placeOfEntry(annotations, key), key, fault),
            qualifiedName,
          ),
        ),
    ),
    ...(size <= mostAnnotationBytes
      ? []
      : [
          refused(annotations.document, tooLong(annotations.path, mostAnnotationBytes), {
            remedy: 'keep long texts elsewhere',
          }),
        ]),
  ]
}

function placeOfEntry({ path }: Spot, key: string): NamedPlace {
  return { steps: [...stepsOf(path), key], field: printField(path) }
}

const ofTheCollector = ['foregroundDeletion', 'orphan'] as const

function finalizerProblems(finalizers: Spot): readonly Problem[] {
  const names = textsAt(finalizers)
  const field = printField(finalizers.path)
  const isTorn = ofTheCollector.every((name) => names.includes(name))
  return [
    ...itemsAt(finalizers).flatMap((item) =>
      formatProblems(item, { steps: stepsOf(item.path), field }, textAt(item), qualifiedName),
    ),
    ...(isTorn
      ? [
          refused(
            finalizers.document,
            invalid(
              finalizers.path,
              names,
              'finalizer orphan and foregroundDeletion cannot be both set',
            ),
            { remedy: 'keep one of the two' },
          ),
        ]
      : []),
  ]
}
