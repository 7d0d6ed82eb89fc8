import {
  createSnapshot,
  type JsonObject,
  latestKubernetesVersion,
  loadPolicies,
  printJson,
  type Snapshot,
} from '#src/core/index.ts'
import { kindOf, nameOf, namespaceOf } from '#src/core/kubernetes/object.ts'
import type { PolicyCase } from './policy-case.ts'
import { filledObject, spaceName } from './space.ts'

/** What Sallyport holds in its arm: the case's policies, and of the context what concerns its space. */
export function snapshotOf(
  { documents, knowsNamespace }: PolicyCase,
  slot: string,
  context: readonly JsonObject[],
): Snapshot {
  const kubernetesVersion = latestKubernetesVersion
  const space = spaceName(slot, 'hook')
  const text = documents
    .map((document) => printJson(filledObject(document, slot, 'hook')))
    .join('\n---\n')
  const { policies } = loadPolicies([{ name: 'policies', text }], { kubernetesVersion })
  const near = ['', 'shared-params', ...(knowsNamespace ? [space] : [])]
  const held = context.filter((object) => {
    if (kindOf(object) === 'CustomResourceDefinition') return true
    return kindOf(object) === 'Namespace'
      ? near.includes(nameOf(object)) || text.includes('"kind":"Namespace"')
      : [...near, space].includes(namespaceOf(object))
  })
  const { snapshot } = createSnapshot({
    policies,
    context: [{ name: 'context', text: held.map(printJson).join('\n---\n') }],
    kubernetesVersion,
  })
  return snapshot
}
