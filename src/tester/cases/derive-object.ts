import {
  applyPatch,
  isObject,
  type JsonObject,
  type JsonValue,
  nearestName,
  type PatchOperation,
  type Path,
  type Problem,
  problemAt,
  type SourceDocument,
} from '../../core/index.ts'
import { mergePatched } from './merge-patch.ts'

/** How a case says which object is meant, and what is different about it. */
interface ObjectFrom {
  readonly name?: string
  readonly path?: string
  readonly document?: number
  readonly merge?: JsonObject
  readonly patch?: readonly PatchOperation[]
}

/** The objects of a file, or why there are none. */
export type ReadObjects = (path: string) => {
  readonly objects: readonly JsonValue[]
  readonly problem: string | undefined
}

/** What objects are made of. */
export interface Origins {
  readonly document: SourceDocument
  /** Files, by their paths relative to the document's. */
  readonly readObjects: ReadObjects
  /** The object of the case that this one is like. */
  readonly inherited: JsonObject | undefined
}

export type DerivedObject =
  | { readonly kind: 'object'; readonly object: JsonObject }
  | { readonly kind: 'problem'; readonly problem: Problem }

/** The object that an `objectFrom` at the path means: its origin, then `merge`, then `patch`. */
export function deriveObject(from: JsonObject, at: Path, origins: Origins): DerivedObject {
  const given = withoutNulls(from) as ObjectFrom
  const origin = originOf(given, at, origins)
  if (origin.kind === 'problem') return origin
  const { merge, patch = [] } = given
  const merged = merge === undefined ? origin.object : mergePatched(origin.object, merge)
  return patched(merged, patch, { document: origins.document, at: [...at, 'patch'] })
}

function originOf(from: ObjectFrom, at: Path, origins: Origins): DerivedObject {
  const { document, inherited } = origins
  const { name, path } = from
  if (name !== undefined && path !== undefined) {
    return refused(document, [...at, 'path'], {
      code: 'contradiction',
      message: 'the object is given by its name and by a path',
      remedy: 'keep one of the two',
    })
  }
  if (name !== undefined) return named(name, at, document)
  if (path !== undefined) return ofFile(path, from.document, { at, origins })
  if (inherited !== undefined) return { kind: 'object', object: inherited }
  return refused(document, at, {
    code: 'required-field',
    message: 'it is not said which object is meant',
    remedy: 'name one of objects with name, a file with path, or another case with like',
  })
}

function named(name: string, at: Path, document: SourceDocument): DerivedObject {
  const { objects } = document.value as unknown as { readonly objects?: JsonObject | null }
  const known = objects ?? {}
  const object = Object.hasOwn(known, name) ? known[name] : undefined
  if (isObject(object)) return { kind: 'object', object }
  const near = nearestName(name, Object.keys(known))
  return refused(document, [...at, 'name'], {
    code: 'no-such-object',
    message: `no object is named "${name}"`,
    remedy: near === undefined ? 'add it to objects' : `did you mean "${near}"?`,
  })
}

function ofFile(
  path: string,
  index: number | undefined,
  { at, origins }: { readonly at: Path; readonly origins: Origins },
): DerivedObject {
  const { document, readObjects } = origins
  const { objects, problem } = readObjects(path)
  if (problem !== undefined) {
    return refused(document, [...at, 'path'], {
      code: 'unreadable-path',
      message: `${path}: ${problem}`,
      remedy: 'correct the path, which is relative to this file, or the file',
    })
  }
  if (index === undefined && objects.length !== 1) {
    return refused(document, [...at, 'path'], {
      code: 'required-field',
      message: `${path} has ${objects.length} documents`,
      remedy: `say which one with document: 0 to ${objects.length - 1}`,
    })
  }
  const object = objects[index ?? 0]
  if (isObject(object)) return { kind: 'object', object }
  return refused(document, [...at, index === undefined ? 'path' : 'document'], {
    code: 'no-such-object',
    message:
      object === undefined
        ? `${path} has no document ${index}; it has ${objects.length}, counted from 0`
        : `document ${index ?? 0} of ${path} is no object`,
    remedy: 'name another document',
  })
}

function patched(
  value: JsonValue,
  patch: readonly PatchOperation[],
  { document, at }: { readonly document: SourceDocument; readonly at: Path },
): DerivedObject {
  let object = value
  for (const [index, operation] of patch.entries()) {
    const result = applyPatch(object, [operation])
    if (result.kind !== 'patched') {
      return refused(document, [...at, index], {
        code: 'patch-does-not-apply',
        message: `the patch does not apply: ${result.message}`,
        remedy: 'correct its path, or the object that it is applied to',
      })
    }
    object = result.value
  }
  return { kind: 'object', object: object as JsonObject }
}

function refused(
  document: SourceDocument,
  path: Path,
  text: Pick<Problem, 'code' | 'message'> & { readonly remedy: string },
): DerivedObject {
  return { kind: 'problem', problem: problemAt(document, path, text) }
}

/** A field that is null is a field that is absent, as everywhere in Kubernetes' documents. */
export function withoutNulls(fields: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null))
}
