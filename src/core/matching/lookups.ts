import type { AskAccess } from '../admission/access-review.ts'
import { CelError, type Value } from '../cel/value.ts'
import { selects, selectsAll } from '../kubernetes/label-selector.ts'
import { labelsOf } from '../kubernetes/object.ts'
import type { CompiledLookup } from '../policy/compile-lookups.ts'
import type { CompiledExpression, CompiledPolicy } from '../policy/compile-policy.ts'
import type { ParamKind } from '../policy/model.ts'
import type { JsonObject } from '../source/json-value.ts'
import { activationOf, type VariableTable } from './evaluation.ts'
import type { ObjectStore } from './params.ts'
import type { Lookups, Scope } from './scope.ts'

/** The lookups of a policy: each is made when it is first read, once for the request and the object as it then stands. */
export function lookupsOf(
  { policy, lookups }: CompiledPolicy,
  access: AskAccess,
  objects: ObjectStore,
): Lookups {
  if (lookups.size === 0) return noLookups
  const known = new Map<string, { request: Scope['request']; value: Value | CelError }>()
  return {
    has: (name) => lookups.has(name),
    read: (name, scope) => {
      const compiled = lookups.get(name)
      if (compiled === undefined) return undefined
      const before = known.get(name)
      if (before?.request === scope.request) return before.value
      const value = lookUp({
        compiled,
        own: policy.namespace,
        // Known to it even where the one that reads the lookup has no `authorizer`.
        scope: { ...scope, access },
        objects,
      })
      known.set(name, { request: scope.request, value })
      return value
    },
  }
}

/** Of a policy that looks up nothing. */
export const noLookups: Lookups = { has: () => false, read: () => undefined }

/** One reading of a lookup. */
interface Reading {
  readonly objects: ObjectStore
  readonly compiled: CompiledLookup<CompiledExpression>
  /** The namespace of the policy; empty where it has none. */
  readonly own: string
  readonly scope: Scope
}

function lookUp(reading: Reading): Value | CelError {
  const { compiled, scope } = reading
  const found = candidates(reading)
  if (found instanceof CelError) {
    const message = `lookup "${compiled.lookup.name}" fails to evaluate: ${found.message}`
    return new CelError(message, found.span)
  }
  // Kubernetes has no price for it: each object that is looked at costs a unit.
  scope.control.spent += found.length
  const { labelSelector } = compiled.lookup
  if (labelSelector === undefined || selectsAll(labelSelector)) return found
  return found.filter((object) => selects(labelSelector, labelsOf(object)))
}

function candidates(reading: Reading): readonly JsonObject[] | CelError {
  const { compiled, objects } = reading
  const { resource } = compiled.lookup
  const kind = objects.kindOf(resource)
  if (kind !== undefined) {
    const problem = objects.problemOf(kind)
    if (problem !== undefined)
      return new CelError(`the objects of kind ${kind.kind} are not known: ${problem}`)
    return objects.isNamespaced(kind)
      ? inNamespaces(reading, kind)
      : outsideOfNamespaces(reading, kind)
  }
  const { group, version } = resource
  const apiVersion = group === '' ? version : `${group}/${version}`
  return new CelError(
    `no kind is known for the resource "${resource.resource}" of ${apiVersion}; is its CustomResourceDefinition missing?`,
  )
}

function inNamespaces(
  { compiled, own, scope, objects }: Reading,
  kind: ParamKind,
): readonly JsonObject[] | CelError {
  const { namespace } = compiled
  if (namespace === undefined) return own === '' ? objects.listAll(kind) : objects.list(kind, own)
  if (namespace.kind === 'broken') return new CelError(`compilation error: ${namespace.message}`)
  const name = namespace.program.evaluate(activationOf(scope, noVariables), scope.control)
  if (name instanceof CelError) return name
  return typeof name === 'string' && name !== ''
    ? objects.list(kind, name)
    : new CelError('its namespace is no text, or empty')
}

const noVariables: VariableTable = new Map()

function outsideOfNamespaces(
  { compiled, own, objects }: Reading,
  kind: ParamKind,
): readonly JsonObject[] | CelError {
  if (own !== '') {
    return new CelError(`a namespaced policy looks up nothing outside of namespaces`)
  }
  return compiled.namespace === undefined
    ? objects.list(kind, '')
    : new CelError(`its namespace must not be given: a ${kind.kind} is outside of namespaces`)
}
