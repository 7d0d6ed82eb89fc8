import type { SourceDocument } from '../source/document.ts'
import {
  fieldOf,
  isObject,
  type JsonObject,
  type JsonValue,
  valueAt,
} from '../source/json-value.ts'
import { nearestName } from '../source/nearest-name.ts'
import type { Problem } from '../source/problem.ts'
import { isWithin } from './validity/is-within.ts'

/** Fields of a match that people write a level too high. */
const ofMatch = ['resourceRules', 'excludeResourceRules', 'objectSelector', 'namespaceSelector']

/** Without these nobody can tell what a policy is about. */
const needed = [
  'metadata.name',
  'metadata.namespace',
  'spec.matchConstraints',
  'spec.matchResources',
  ...ofMatch.map((name) => `spec.${name}`),
]

/** What a broken policy keeps, where it is right: how it matches and what it does then. */
const kept = [
  'matchConstraints',
  'matchResources',
  'matchConditions',
  'failurePolicy',
  'validationActions',
  'podTemplates',
  'enforceFrom',
  'exemptible',
]

/**
 * What is left of a document of our kinds that is broken: what it matches and what its failure policy says; undefined where
 * that cannot be read, or where a misspelt field may have been about it.
 */
export function whatIsLeft(
  document: SourceDocument,
  problems: readonly Problem[],
): SourceDocument | undefined {
  const paths = problems.filter(({ severity }) => severity === 'error').map(pathMeant)
  const spec = valueAt(document.value, ['spec'])
  const metadata = valueAt(document.value, ['metadata'])
  if (!isObject(spec) || !isObject(metadata)) return undefined
  if (paths.some((path) => needed.some((field) => overlaps(path, field)))) return undefined
  const isRight = (name: string) => !paths.some((path) => isWithin(path, `spec.${name}`))
  const value = {
    ...fieldsOf(document.value, ['apiVersion', 'kind']),
    metadata: fieldsOf(metadata, ['name', 'namespace']),
    spec: fieldsOf(spec, kept.filter(isRight)),
  }
  return { ...document, value }
}

/** Where a problem is; of a field that there is not, the field that was meant. */
function pathMeant({ code, path = '', found = '' }: Problem): string {
  if (code !== 'unknown-field' || path !== `spec.${found}`) return path
  return `spec.${nearestName(found, [...kept, ...ofMatch]) ?? found}`
}

function fieldsOf(value: JsonValue, names: readonly string[]): JsonObject {
  return Object.fromEntries(
    names.flatMap((name): [string, JsonValue][] => {
      const field = fieldOf(value, name)
      return field === undefined ? [] : [[name, field]]
    }),
  )
}

function overlaps(path: string, field: string): boolean {
  return isWithin(path, field) || isWithin(field, path)
}

/** Why the policy refuses whatever it matches: what is wrong with it, and where. */
export function brokenness(name: string, problems: readonly Problem[]): string {
  const [first, ...others] = problems.filter(({ severity }) => severity === 'error')
  if (first === undefined) return `policy "${name}" is broken`
  const { source, line, column, path = '', message } = first
  const place = [source, line, column].filter((part) => part !== undefined).join(':')
  const field = path === '' ? '' : `${path}: `
  const more = others.length === 0 ? '' : ` (and ${others.length} more)`
  return `policy "${name}" is broken: ${place}: ${field}${message}${more}`
}
