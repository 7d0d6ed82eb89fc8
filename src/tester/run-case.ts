import {
  type Answer,
  accessReviews,
  applyPatch,
  createSnapshot,
  type Finding,
  type JsonObject,
  latestKubernetesVersion,
  type PatchOperation,
  type PolicySet,
  printJson,
  printPath,
  type Question,
  type Snapshot,
  unanswered,
} from '../core/index.ts'
import type { PolicyCase } from './read-cases.ts'
import { throughDoors } from './through-doors.ts'

/** What came of a case. */
export interface CaseOutcome {
  readonly allowed: boolean
  /** Everything that refused it, in order. */
  readonly refusals: readonly { readonly message: string; readonly path: string | undefined }[]
  readonly warnings: readonly string[]
  readonly patch: readonly PatchOperation[]
  /** The object after all mutations, as the case writes it: nothing is added that no policy added. */
  readonly object: JsonObject
}

/** Sends a case through both doors. The same case gives the same outcome at any time and place. */
export function runCase(row: PolicyCase, policies: PolicySet): CaseOutcome {
  const { operation, namespace, oldObject, subResource, userInfo, namespaceObject, time } = row
  const { decisions } = throughDoors(
    row.object,
    {
      uid,
      ...(operation === undefined ? {} : { operation }),
      ...(namespace === undefined ? {} : { namespace }),
      ...(oldObject === undefined ? {} : { oldObject }),
      ...(subResource === undefined ? {} : { subResource }),
      ...(userInfo === undefined ? {} : { userInfo }),
    },
    {
      snapshot: snapshotOf(row, policies),
      time: time ?? '',
      kubernetesVersion: latestKubernetesVersion,
      answer: (question) => answerOf(question, namespaceObject),
    },
  )
  const patch = decisions.flatMap((decision) => decision.patch)
  return {
    allowed: decisions.every(({ allowed }) => allowed),
    refusals: decisions.flatMap(({ findings }) =>
      findings.filter(({ effect }) => effect === 'deny').map(refusalOf),
    ),
    warnings: decisions.flatMap(({ warnings }) => warnings),
    patch,
    object: patched(row.object, patch),
  }
}

const uid = '00000000-0000-0000-0000-000000000000'

function snapshotOf(
  { params, context = [], accessReviews: reviews = [] }: PolicyCase,
  policies: PolicySet,
): Snapshot {
  const { snapshot } = createSnapshot({
    policies: withParams(policies, params),
    context: context.map((object) => ({ name: 'context', text: printJson(object) })),
  })
  return { ...snapshot, accessReviews: accessReviews(reviews) }
}

function withParams(policies: PolicySet, params: JsonObject | undefined): PolicySet {
  if (params === undefined) return policies
  return {
    ...policies,
    policies: policies.policies.map((policy) => ({
      ...policy,
      bindings: policy.bindings.map((binding) => ({ ...binding, params, paramRef: undefined })),
    })),
  }
}

/** The namespace is the case's, or one with the label that every namespace has. */
function answerOf(question: Question, namespaceObject: JsonObject | undefined): Answer {
  if (question.kind !== 'namespace') return unanswered(question)
  const { name } = question
  const metadata = { name, labels: { 'kubernetes.io/metadata.name': name } }
  return {
    kind: 'found',
    object: namespaceObject ?? { apiVersion: 'v1', kind: 'Namespace', metadata },
  }
}

function refusalOf({ message, path }: Finding) {
  return { message, path: path === undefined ? undefined : printPath(path) }
}

function patched(object: JsonObject, patch: readonly PatchOperation[]): JsonObject {
  const result = applyPatch(object, patch)
  if (result.kind === 'patched') return result.value as JsonObject
  throw new Error(`the patch does not apply: ${result.message}`)
}
