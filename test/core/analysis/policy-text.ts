import { staticProblemsOf } from '#src/core/analysis/static-problems.ts'
import { createSnapshot, loadPolicies, type Snapshot } from '#src/core/index.ts'

/** The spec of a policy, in parts that tests say. */
export interface Spec {
  readonly [field: string]: unknown
}

/** A resource rule; what is not said is the creation and update of Pods. */
export function rule(fields: Spec = {}): Spec {
  return {
    apiGroups: [''],
    apiVersions: ['v1'],
    operations: ['CREATE', 'UPDATE'],
    resources: ['pods'],
    ...fields,
  }
}

/** A ValidatingRule about Pods with one validation, unless the fields say more. */
export function validatingRule(fields: Spec): Spec {
  const { name = 'sample', expression = 'object.spec.hostNetwork == true', ...spec } = fields
  return {
    apiVersion: 'sallyport.dev/v1alpha1',
    kind: 'ValidatingRule',
    metadata: { name },
    spec: {
      matchConstraints: { resourceRules: [rule()] },
      validations: [{ expression }],
      ...spec,
    },
  }
}

export function snapshotOf(
  documents: readonly unknown[],
  context: readonly unknown[] = [],
): Snapshot {
  const { policies } = loadPolicies([textOf('policies.yaml', documents)], {
    kubernetesVersion: '1.37',
  })
  return createSnapshot({ policies, context: [textOf('context.yaml', context)] }).snapshot
}

/** `code path: message` of every warning of the static checks. */
export function warningsFor(
  documents: readonly unknown[],
  context: readonly unknown[] = [],
): readonly string[] {
  return staticProblemsOf(snapshotOf(documents, context), { hasContext: context.length > 0 }).map(
    ({ code, path = '', message }) => `${code} ${path}: ${message}`,
  )
}

/** The codes alone, each once. */
export function codesFor(
  documents: readonly unknown[],
  context: readonly unknown[] = [],
): readonly string[] {
  return [...new Set(warningsFor(documents, context).map((text) => text.split(' ')[0] ?? ''))]
}

function textOf(name: string, documents: readonly unknown[]) {
  return { name, text: documents.map((one) => JSON.stringify(one, null, 2)).join('\n---\n') }
}
