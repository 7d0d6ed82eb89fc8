import { builtInKind } from '../kubernetes/schema/schema.ts'
import type { SourceDocument } from '../source/document.ts'
import { isArray, type JsonValue, valueAt } from '../source/json-value.ts'
import type { Path } from '../source/path.ts'
import type { Problem } from '../source/problem.ts'
import { problemAt } from './problem-at.ts'

/**
 * Where a policy of ours and its namespace do not agree: a kind of the cluster that names a namespace, or a namespaced one
 * that reaches out of its own.
 */
export function namespaceProblems(document: SourceDocument): readonly Problem[] {
  switch (valueAt(document.value, ['kind'])) {
    case 'ValidatingRule':
    case 'MutatingRule':
      return strayNamespace(document)
    case 'NamespacedValidatingRule':
    case 'NamespacedMutatingRule':
      return [
        ...selectedNamespaces(document),
        ...clusterRules(document),
        ...foreignParams(document),
        ...clusterParams(document),
      ]
    default:
      return []
  }
}

/** An API server takes no such object either, and its author meant one namespace. */
function strayNamespace(document: SourceDocument): readonly Problem[] {
  const path = ['metadata', 'namespace']
  const found = given(document, path)
  if (found === undefined || found === '') return []
  const kind = String(valueAt(document.value, ['kind']))
  return [
    problemAt(document, path, {
      code: 'forbidden-field',
      message: `a ${kind} has no namespace: it judges the objects of all namespaces`,
      found: String(found),
      remedy: `make it a Namespaced${kind}, or remove namespace`,
    }),
  ]
}

const matches: readonly Path[] = [
  ['spec', 'matchConstraints'],
  ['spec', 'matchResources'],
]

function selectedNamespaces(document: SourceDocument): readonly Problem[] {
  return matches
    .map((match) => [...match, 'namespaceSelector'])
    .filter((path) => given(document, path) !== undefined)
    .map((path) =>
      reachesOut(document, path, 'a namespaced policy judges its own namespace only', {
        remedy: 'remove namespaceSelector',
      }),
    )
}

function clusterRules(document: SourceDocument): readonly Problem[] {
  return matches
    .flatMap((match) => {
      const rules = given(document, [...match, 'resourceRules'])
      return isArray(rules)
        ? rules.map((_, index) => [...match, 'resourceRules', index, 'scope'])
        : []
    })
    .filter((path) => given(document, path) === 'Cluster')
    .map((path) =>
      reachesOut(document, path, 'a namespaced policy never sees what is outside of namespaces', {
        found: 'Cluster',
        expected: 'Namespaced or *',
        remedy: 'remove scope, or the rule',
      }),
    )
}

function foreignParams(document: SourceDocument): readonly Problem[] {
  const path = ['spec', 'paramRef', 'namespace']
  const found = given(document, path)
  const own = given(document, ['metadata', 'namespace'])
  if (found === undefined || found === '' || found === own) return []
  return [
    reachesOut(document, path, 'a namespaced policy reads params of its own namespace only', {
      found: String(found),
      expected: String(own),
      remedy: 'remove namespace, and keep the params beside the policy',
    }),
  ]
}

/** Of custom resources nobody knows it before there is a cluster. */
function clusterParams(document: SourceDocument): readonly Problem[] {
  const path = ['spec', 'paramKind']
  const [apiVersion, kind] = ['apiVersion', 'kind'].map((name) =>
    String(given(document, [...path, name])),
  )
  if (builtInKind(apiVersion ?? '', kind ?? '')?.namespaced !== false) return []
  return [
    reachesOut(document, path, `a ${kind} is outside of namespaces`, {
      found: kind ?? '',
      remedy: 'keep the params in an object of the namespace, such as a ConfigMap',
    }),
  ]
}

/** Undefined for null too, as the API server decodes it. */
function given(document: SourceDocument, path: Path): JsonValue | undefined {
  return valueAt(document.value, path) ?? undefined
}

function reachesOut(
  document: SourceDocument,
  path: Path,
  message: string,
  more: { readonly found?: string; readonly expected?: string; readonly remedy: string },
): Problem {
  return problemAt(document, path, { code: 'reaches-out', message, ...more })
}
