import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  type Amendment,
  fieldOf,
  isArray,
  isObject,
  type JsonObject,
  readBundle,
  readYaml,
  type SourceDocument,
} from '../../core/index.ts'

/** A policy of the library, and what its annotations say of it; empty where they say nothing. */
export interface LibraryPolicy {
  readonly family: string
  readonly name: string
  readonly kind: string
  readonly title: string
  readonly category: string
  readonly severity: string
  readonly description: string
  /** The oldest release of Kubernetes whose language it needs. */
  readonly kubernetes: string
  readonly link: string
  readonly params: JsonObject
  /** Of a validating one; Deny where it says nothing. */
  readonly validationActions: readonly string[]
  /** The names of the bundles that list it. */
  readonly bundles: readonly string[]
  readonly document: SourceDocument
}

/** A bundle of the library. */
export interface LibraryBundle {
  readonly name: string
  readonly title: string
  readonly description: string
  readonly members: readonly BundleMember[]
}

interface BundleMember {
  /** As `FAMILY/NAME`. */
  readonly policy: string
  readonly amendment: Amendment
}

export interface Library {
  /** By family and name. */
  readonly policies: readonly LibraryPolicy[]
  readonly bundles: readonly LibraryBundle[]
}

/** Where bundles stand in a library. */
export const bundlesFolder = 'bundles'

/** The library in a folder: `FAMILY/NAME/policy.yaml`, and `bundles/NAME.yaml`. */
export function readLibrary(folder: string): Library {
  const bundles = namesIn(join(folder, bundlesFolder))
    .filter((name) => name.endsWith('.yaml'))
    .flatMap((name) => bundlesIn(join(folder, bundlesFolder, name)))
  const policies = foldersIn(folder)
    .filter((family) => family !== bundlesFolder)
    .flatMap((family) =>
      foldersIn(join(folder, family)).flatMap((name) =>
        policiesIn({ folder, family, name }, bundles),
      ),
    )
  return { policies, bundles }
}

function foldersIn(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort()
}

function namesIn(folder: string): readonly string[] {
  return readdirSync(folder).sort()
}

function documentsOf(path: string): readonly SourceDocument[] {
  return readYaml({ name: path, text: readFileSync(path, 'utf8') }).documents
}

function bundlesIn(path: string): readonly LibraryBundle[] {
  return documentsOf(path).flatMap((document) => {
    const read = readBundle(document)
    if (read.kind === 'problems') return []
    const { name, title, description, items } = read.bundle
    return [{ name, title, description, members: items }]
  })
}

interface Place {
  readonly folder: string
  readonly family: string
  readonly name: string
}

function policiesIn(
  { folder, family, name }: Place,
  bundles: readonly LibraryBundle[],
): readonly LibraryPolicy[] {
  const [document] = documentsOf(join(folder, family, name, 'policy.yaml'))
  if (document === undefined) return []
  const { value } = document
  const annotations = objectAt(objectAt(value, 'metadata'), 'annotations')
  const said = (key: string) => textOf(annotations, `sallyport.dev/${key}`)
  return [
    {
      family,
      name,
      kind: textOf(value, 'kind'),
      title: said('title'),
      category: said('category'),
      severity: said('severity'),
      description: said('description'),
      kubernetes: said('kubernetes'),
      link: said('link'),
      params: objectAt(objectAt(value, 'spec'), 'params'),
      validationActions: actionsOf(value),
      bundles: bundles
        .filter(({ members }) => members.some(({ policy }) => policy === `${family}/${name}`))
        .map((bundle) => bundle.name),
      document,
    },
  ]
}

function objectAt(value: SourceDocument['value'], name: string): JsonObject {
  const found = fieldOf(value, name)
  return isObject(found) ? found : {}
}

function actionsOf(value: SourceDocument['value']): readonly string[] {
  const actions = fieldOf(objectAt(value, 'spec'), 'validationActions')
  return isArray(actions) ? actions.filter((one) => typeof one === 'string') : ['Deny']
}

function textOf(value: SourceDocument['value'], name: string): string {
  const found = fieldOf(value, name)
  return typeof found === 'string' ? found.trim() : ''
}
