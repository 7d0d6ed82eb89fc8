import { customKinds } from '../kubernetes/custom/custom-kinds.ts'
import { decodeMetadata } from '../kubernetes/decode/decode-metadata.ts'
import { type Kinds, kindOfObject, kindsWith } from '../kubernetes/kinds.ts'
import { apiVersionOf, kindOf, nameOf, namespaceOf } from '../kubernetes/object.ts'
import { asHeld, type PassageProblem } from '../kubernetes/passage.ts'
import type { KubernetesVersion } from '../kubernetes/version.ts'
import { problemAt } from '../policy/problem-at.ts'
import type { SourceDocument } from '../source/document.ts'
import { isObject, type JsonObject } from '../source/json-value.ts'
import type { Problem } from '../source/problem.ts'
import {
  type AccessReviews,
  accessReviewProblems,
  accessReviewsOf,
  isAccessReview,
} from './access-reviews.ts'
import { type ObjectTable, objectTable } from './object-table.ts'

/** The objects of a cluster, as it holds them, and the kinds that it serves. */
export interface HeldObjects {
  /** A table each kind. */
  readonly tables: readonly ObjectTable[]
  readonly kinds: Kinds
  /** What is known of what users may do. */
  readonly accessReviews: AccessReviews
  /** Whether there is a cluster behind it, which may have what is not here yet. */
  readonly isLive: boolean
}

/** The kinds of a cluster with these CustomResourceDefinitions, as they are served. */
export function kindsDefinedBy(definitions: readonly JsonObject[]): Kinds {
  return kindsWith(customKinds(definitions, decodeMetadata).kinds)
}

/**
 * What a cluster would hold of the documents: decoded, with their defaults. What cannot be decoded is a problem and left
 * out, and so is an access review that is no answer; an unknown field is a warning; CustomResourceDefinitions give kinds.
 */
export function heldObjects(
  documents: readonly SourceDocument[],
  version: KubernetesVersion,
): { readonly held: HeldObjects; readonly problems: readonly Problem[] } {
  const named = documents.filter(isNamed)
  const definitions = named.filter(isDefinition)
  const custom = customKinds(definitions.map(objectOf), decodeMetadata)
  const kinds = kindsWith(custom.kinds)
  const held = named.map((document) => holdDocument(document, kinds, version))
  const objects = held.flatMap(({ object }) => (object === undefined ? [] : [object]))
  return {
    held: {
      tables: tablesOf(objects.map((object) => withNamespace(object, kinds))),
      kinds,
      accessReviews: accessReviewsOf(objects),
      isLive: false,
    },
    problems: [
      ...documents.filter((document) => !isNamed(document)).map(unnamed),
      ...custom.problems.flatMap(({ crd, path, field, message }) => {
        const document = definitions[crd]
        return document === undefined
          ? []
          : [problemAt(document, path, { ...brokenDefinition, message: `${field}: ${message}` })]
      }),
      ...held.flatMap(({ problems }) => problems),
    ],
  }
}

function tablesOf(objects: readonly JsonObject[]): readonly ObjectTable[] {
  const ofKinds = new Map<string, [JsonObject, ...JsonObject[]]>()
  for (const object of objects) {
    const key = `${apiVersionOf(object)}/${kindOf(object)}`
    const others = ofKinds.get(key)
    if (others === undefined) ofKinds.set(key, [object])
    else others.push(object)
  }
  return [...ofKinds.values()].map((ofKind) => {
    const kind = { apiVersion: apiVersionOf(ofKind[0]), kind: kindOf(ofKind[0]) }
    return objectTable({ kind, objects: ofKind, served: undefined, problem: undefined })
  })
}

/** A namespaced kind without a namespace stands in `default`, as kubectl puts it there. */
function withNamespace(object: JsonObject, kinds: Kinds): JsonObject {
  const metadata = object['metadata']
  const isComplete =
    namespaceOf(object) !== '' || kindOfObject(kinds, object)?.served.namespaced !== true
  if (isComplete || !isObject(metadata)) return object
  return { ...object, metadata: { ...metadata, namespace: 'default' } }
}

const brokenDefinition = {
  code: 'broken-definition',
  remedy: 'an API server would refuse this CustomResourceDefinition: correct it',
}

function holdDocument(document: SourceDocument, kinds: Kinds, version: KubernetesVersion) {
  const { object, problems } = asHeld(objectOf(document), kinds, version)
  const undecodable = problems.some(({ kind }) => kind === 'undecodable')
  const unfit = accessReviewProblems(document)
  return {
    object: undecodable || unfit.length > 0 ? undefined : object,
    problems: [...problems.map((problem) => heldProblem(document, problem)), ...unfit],
  }
}

function heldProblem(document: SourceDocument, { kind, path, text }: PassageProblem): Problem {
  return problemAt(document, path, {
    code: kind === 'undecodable' ? 'wrong-type' : 'unknown-field',
    severity: kind === 'undecodable' ? 'error' : 'warning',
    message: text,
  })
}

function objectOf({ value }: SourceDocument): JsonObject {
  return value as JsonObject
}

function isDefinition({ value }: SourceDocument): boolean {
  return (
    apiVersionOf(value) === 'apiextensions.k8s.io/v1' &&
    kindOf(value) === 'CustomResourceDefinition'
  )
}

/** An access review is not stored, and has no name. */
function isNamed({ value }: SourceDocument): boolean {
  if (!isObject(value) || apiVersionOf(value) === '' || kindOf(value) === '') return false
  return nameOf(value) !== '' || isAccessReview(value)
}

function unnamed(document: SourceDocument): Problem {
  return problemAt(document, [], {
    code: 'not-an-object',
    message: 'a Kubernetes object with apiVersion, kind and metadata.name is expected',
    remedy: 'add what is missing, or take the document out',
  })
}
