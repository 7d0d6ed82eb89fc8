import { isObject, type JsonObject, type JsonValue } from '../../source/json-value.ts'
import type { Subresources } from './custom-kind.ts'
import { child, type FieldPath, index } from './field-path.ts'
import {
  type Reading,
  readFlag,
  readList,
  readObject,
  readOptionalText,
  readText,
  readTexts,
  type WrongType,
} from './read-fields.ts'

/** A CustomResourceDefinition as it is written, its names completed as the API server does. */
export interface CrdText {
  readonly name: string
  readonly group: string
  readonly scope: string
  readonly names: CrdNames
  readonly preserveUnknownFields: boolean
  readonly conversion: 'None' | 'Webhook'
  readonly versions: readonly CrdVersion[]
  /** What has a wrong type, beside and in the versions' own. */
  readonly wrong: readonly WrongType[]
}

export interface CrdNames {
  readonly kind: string
  readonly listKind: string
  readonly plural: string
  readonly singular: string
  readonly shortNames: readonly string[]
  readonly categories: readonly string[]
}

export interface CrdVersion {
  readonly name: string
  readonly served: boolean
  readonly storage: boolean
  readonly subresources: Subresources
  readonly writtenSubresources: JsonObject | undefined
  readonly writtenSchema: JsonObject | undefined
  readonly path: FieldPath
  readonly wrong: readonly WrongType[]
}

const specPath = child(undefined, 'spec')

/** Reads what is needed of it; anything that is missing is empty. */
export function readCrd(crd: JsonObject): CrdText {
  const wrong: WrongType[] = []
  const root: Reading = { object: crd, path: undefined, wrong }
  const spec: Reading = { object: readObject(root, 'spec') ?? {}, path: specPath, wrong }
  const metadata: Reading = {
    object: readObject(root, 'metadata') ?? {},
    path: child(undefined, 'metadata'),
    wrong,
  }
  return {
    name: readText(metadata, 'name'),
    group: readText(spec, 'group'),
    scope: readText(spec, 'scope'),
    names: namesOf(spec),
    preserveUnknownFields: readFlag(spec, 'preserveUnknownFields'),
    conversion: conversionOf(spec),
    versions: readList(spec, 'versions').map(versionOf),
    wrong,
  }
}

/** None where it is not said. */
function conversionOf(spec: Reading): CrdText['conversion'] {
  const object = readObject(spec, 'conversion') ?? {}
  const conversion: Reading = { object, path: child(specPath, 'conversion'), wrong: spec.wrong }
  return readText(conversion, 'strategy') === 'Webhook' ? 'Webhook' : 'None'
}

/** https://github.com/kubernetes/kubernetes/blob/v1.37.0/staging/src/k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1/defaults.go */
function namesOf(spec: Reading): CrdNames {
  const object = readObject(spec, 'names') ?? {}
  const names: Reading = { object, path: child(specPath, 'names'), wrong: spec.wrong }
  const kind = readText(names, 'kind')
  const singular = readText(names, 'singular')
  const listKind = readText(names, 'listKind')
  return {
    kind,
    listKind: listKind === '' && kind !== '' ? `${kind}List` : listKind,
    plural: readText(names, 'plural'),
    singular: singular === '' ? kind.toLowerCase() : singular,
    shortNames: readTexts(names, 'shortNames'),
    categories: readTexts(names, 'categories'),
  }
}

function versionOf(value: JsonValue, at: number): CrdVersion {
  const wrong: WrongType[] = []
  const path = index(child(specPath, 'versions'), at)
  if (!isObject(value) && value !== null) wrong.push({ path, expected: 'object', found: value })
  const version: Reading = { object: isObject(value) ? value : {}, path, wrong }
  const schema = readObject(version, 'schema')
  const schemaPath = child(path, 'schema')
  const writtenSubresources = readObject(version, 'subresources')
  return {
    name: readText(version, 'name'),
    served: readFlag(version, 'served'),
    storage: readFlag(version, 'storage'),
    subresources: subresourcesOf(writtenSubresources ?? {}, child(path, 'subresources'), wrong),
    writtenSubresources,
    writtenSchema:
      schema && readObject({ object: schema, path: schemaPath, wrong }, 'openAPIV3Schema'),
    path,
    wrong,
  }
}

function subresourcesOf(object: JsonObject, path: FieldPath, wrong: WrongType[]): Subresources {
  const reading: Reading = { object, path, wrong }
  const scale = readObject(reading, 'scale')
  const status = readObject(reading, 'status') !== undefined
  if (scale === undefined) return { status, scale: undefined }
  const paths: Reading = { object: scale, path: child(path, 'scale'), wrong }
  return {
    status,
    scale: {
      specReplicasPath: readText(paths, 'specReplicasPath'),
      statusReplicasPath: readText(paths, 'statusReplicasPath'),
      labelSelectorPath: readOptionalText(paths, 'labelSelectorPath'),
    },
  }
}
