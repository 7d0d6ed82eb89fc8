import {
  fieldOf,
  isArray,
  isObject,
  type JsonObject,
  type JsonValue,
} from '#src/core/source/json-value.ts'
import type { AdmissionCase } from './admission-case.ts'

/** A case whose documents have names that an API server takes, and a text in which their names are those. */
interface Renamed {
  readonly given: AdmissionCase
  readonly renamed: (text: string) => string
}

/** The corpora make names of what Kyverno calls its rules, capitals included; the reference asked no API server. */
export function withCreatableNames(given: AdmissionCase): Renamed {
  const { policies, bindings = [] } = given
  const names = [...policies, ...bindings].map(nameOf).filter((name) => name !== small(name))
  return {
    given: {
      ...given,
      policies: policies.map(creatablePolicy),
      bindings: bindings.map(creatableBinding),
    },
    renamed: (text) => names.reduce((all, name) => all.replaceAll(name, small(name)), text),
  }
}

/** The same of a policy by itself, and of its match conditions, which are short and have no spaces. */
export function creatablePolicy(policy: JsonObject): JsonObject {
  const { spec } = policy
  const conditions = fieldOf(spec, 'matchConditions')
  if (!isObject(spec) || !isArray(conditions)) return named(policy)
  return named({
    ...policy,
    spec: { ...spec, matchConditions: conditions.map(creatableCondition) },
  })
}

function creatableCondition(condition: JsonValue): JsonValue {
  const name = String(fieldOf(condition, 'name')).slice(0, 63)
  return isObject(condition)
    ? { ...condition, name: name.replaceAll(/[^-\w./]+/g, '-') }
    : condition
}

function creatableBinding(binding: JsonObject): JsonObject {
  const { spec } = binding
  const policyName = fieldOf(spec, 'policyName')
  if (!isObject(spec) || typeof policyName !== 'string') return named(binding)
  return named({ ...binding, spec: { ...spec, policyName: small(policyName) } })
}

function named(document: JsonObject): JsonObject {
  const { metadata } = document
  if (!isObject(metadata)) return document
  return { ...document, metadata: { ...metadata, name: small(nameOf(document)) } }
}

function nameOf({ metadata }: JsonObject): string {
  return String(fieldOf(metadata, 'name') ?? '')
}

function small(name: string): string {
  return name.toLowerCase()
}
