import { kindOf } from '../../kubernetes/object.ts'
import type { SourceDocument, SourceText } from '../../source/document.ts'
import { fieldOf, isObject, type JsonObject } from '../../source/json-value.ts'
import type { Path } from '../../source/path.ts'
import type { ValidationAction } from '../model.ts'

/** What a bundle changes in a policy. */
export type Amendment = {
  readonly name?: string
  readonly validationActions?: readonly ValidationAction[]
  /** Some of its params. */
  readonly params?: JsonObject
  readonly namespaceSelector?: JsonObject
}

/** A text of policies, and what a bundle changes in the rule that stands in it. */
export interface PolicyText extends SourceText {
  readonly amendment?: Amendment
}

/**
 * The document of a rule as a bundle wants it. What was not written in its text has no place there: nothing is located of
 * what the bundle gives.
 */
export function amended(document: SourceDocument, amendment: Amendment): SourceDocument {
  const { value, locate } = document
  if (!isObject(value)) return document
  const isGiven = (path: Path) => givenPaths(amendment).some((given) => isBelow(path, given))
  return {
    ...document,
    value: amendedValue(value, amendment),
    locate: (path) => (isGiven(path) ? undefined : locate(path)),
  }
}

/** Whether a bundle can change the document: it is a rule, with its binding inline. */
export function isRule({ value }: SourceDocument): boolean {
  return /^(Namespaced)?(Validating|Mutating)Rule$/.test(kindOf(value))
}

function amendedValue(value: JsonObject, amendment: Amendment): JsonObject {
  const { name, validationActions, params, namespaceSelector } = amendment
  const spec = objectAt(value, 'spec')
  const matchResources = objectAt(spec, 'matchResources')
  return {
    ...value,
    ...(name === undefined ? {} : { metadata: { ...objectAt(value, 'metadata'), name } }),
    spec: {
      ...spec,
      ...(validationActions === undefined ? {} : { validationActions }),
      ...(params === undefined ? {} : { params: { ...objectAt(spec, 'params'), ...params } }),
      ...(namespaceSelector === undefined
        ? {}
        : { matchResources: { ...matchResources, namespaceSelector } }),
    },
  }
}

function objectAt(value: JsonObject, name: string): JsonObject {
  const found = fieldOf(value, name)
  return isObject(found) ? found : {}
}

function givenPaths({ name, validationActions, params, namespaceSelector }: Amendment) {
  const paths: Path[] = []
  if (name !== undefined) paths.push(['metadata', 'name'])
  if (validationActions !== undefined) paths.push(['spec', 'validationActions'])
  if (namespaceSelector !== undefined) paths.push(['spec', 'matchResources', 'namespaceSelector'])
  for (const key of Object.keys(params ?? {})) paths.push(['spec', 'params', key])
  return paths
}

function isBelow(path: Path, above: Path): boolean {
  return above.every((step, index) => path[index] === step)
}
