import { type JsonObject, type JsonValue, printJson } from '#src/core/index.ts'
import type { Family } from './families.ts'
import type { Sent } from './requests.ts'
import { spaceLabel } from './space.ts'

/** Policies with their bindings, and requests that meet them; texts have the tokens of `filled`. */
export interface PolicyCase {
  /** Its place in the sequence of the seed. */
  readonly index: number
  readonly family: Family
  readonly documents: readonly JsonObject[]
  readonly requests: readonly Sent[]
  /** The version in which the webhook asks for objects; the one of the request where none is given. */
  readonly version: string | undefined
  /** Whether Sallyport holds the namespace object beforehand, or has to ask for it. */
  readonly knowsNamespace: boolean
}

/** A case and the slot that it has for a while. */
export interface PlacedCase {
  readonly policyCase: PolicyCase
  readonly slot: string
}

/** The selector by which only the objects of a space are meant. */
export function isolation({ scope }: Family): Isolation {
  const isolating = { matchLabels: { [spaceLabel]: 'SPACE' } }
  return scope === 'Namespaced' ? { namespaceSelector: isolating } : { objectSelector: isolating }
}

type Isolation = Readonly<Partial<Record<'namespaceSelector' | 'objectSelector', JsonObject>>>

/** The match resources, for the objects of one space only. */
export function isolated(match: JsonObject, family: Family): JsonObject {
  const [[field, isolating]] = Object.entries(isolation(family)) as [[string, JsonObject]]
  const own = (match[field] ?? {}) as JsonObject
  const matchLabels = {
    ...(own['matchLabels'] as JsonObject),
    ...(isolating['matchLabels'] as JsonObject),
  }
  return { ...match, [field]: { ...own, matchLabels } }
}

/** Whether Kubernetes has an order here: where several bindings or params may match, it has none. */
export function isOrdered({ documents }: PolicyCase): boolean {
  const bindings = documents.filter(({ kind }) => String(kind).endsWith('Binding'))
  const [binding] = bindings
  const spec = binding?.['spec'] as JsonObject | undefined
  const reference = spec?.['paramRef'] as JsonObject | undefined
  return bindings.length <= 1 && reference?.['selector'] === undefined
}

/** An object of admissionregistration.k8s.io/v1, with a label by which all of them are deleted. */
export function registered(kind: string, name: string, spec: JsonObject): JsonObject {
  return {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind,
    metadata: { name, labels: ownLabels },
    spec,
  }
}

export const ownLabels = { 'sallyport.test/policies': 'generated' } as const

/** Whether the value has a part by which the objects of one space are meant. */
export function isIsolating(value: JsonValue): boolean {
  return value === 'SPACE' || printJson(value).includes(spaceLabel)
}
