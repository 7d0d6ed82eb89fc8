import type { Answer, JsonObject, PolicySet, Problem, Question, SourceText } from '../core/index.ts'
import { ClusterError } from './cluster-error.ts'
import { connect } from './connection.ts'
import { contextReader, type WantedKind } from './context-objects.ts'
import { discover, type ServedResource } from './discovery.ts'
import type { ClusterChoice } from './kubeconfig.ts'
import { contextText, policyText } from './object-text.ts'
import { exemptionObjects, policyObjects, type WhosePolicies } from './policy-objects.ts'
import type { CheckResult, PreflightPlace } from './preflight/check.ts'
import { preflightChecks, runningWorkloads } from './preflight/preflight.ts'
import { answerQuestion } from './questions/answer-question.ts'
import {
  listableResources,
  namedResources,
  type RunningPage,
  type RunningSelection,
  runningObjects,
} from './running-objects.ts'
import { type ServerVersion, serverVersion } from './server-version.ts'

/**
 * A cluster that is only read. Whatever it is asked it may throw what `clusterProblem` makes a problem of. An object comes once,
 * whoever wants it.
 */
export interface ClusterReader {
  readonly server: string
  readonly version: ServerVersion
  /** What can be created and listed; those that are named (`pods`, `deployments.apps`), where some are. */
  readonly resources: (names: readonly string[]) => readonly ServedResource[]
  readonly policies: (whose: WhosePolicies) => Promise<ClusterPolicies>
  readonly exemptions: () => Promise<readonly SourceText[]>
  readonly contextFor: (policies: PolicySet) => Promise<readonly SourceText[]>
  /** All objects of the kinds. */
  readonly objectsOf: (kinds: readonly WantedKind[]) => Promise<readonly SourceText[]>
  /** The CustomResourceDefinitions of the kinds. */
  readonly definitionsOf: (kinds: readonly WantedKind[]) => Promise<readonly SourceText[]>
  /** Undefined where the cluster has not what is asked about. */
  readonly answer: (question: Question) => Promise<Answer | undefined>
  /** What keeps a server from working in the cluster. */
  readonly preflight: (place: PreflightPlace) => Promise<readonly CheckResult[]>
  /** The DaemonSets and Deployments outside of these namespaces; undefined where they may not be listed. */
  readonly workloadsOutside: (
    namespaces: readonly string[],
  ) => Promise<readonly JsonObject[] | undefined>
  readonly running: (selection: RunningSelection) => AsyncGenerator<RunningPage>
  readonly close: () => void
}

interface ClusterPolicies {
  readonly policies: readonly SourceText[]
  readonly exemptions: readonly SourceText[]
}

/** The cluster that is meant; each request to it takes at most the time given. */
export async function openCluster(
  choice: ClusterChoice,
  timeoutMs: number,
): Promise<ClusterReader> {
  const connection = await connect(choice, timeoutMs)
  const version = await serverVersion(connection)
  const discovery = await discover(connection)
  const context = contextReader(connection, discovery)
  return {
    server: connection.server,
    version,
    resources: (names) =>
      names.length === 0
        ? listableResources(discovery)
        : namedResources(names, discovery, connection.server),
    policies: async (whose) => {
      const { policies, exemptions } = await policyObjects(connection, discovery, whose)
      return { policies: policies.map(policyText), exemptions: exemptions.map(policyText) }
    },
    exemptions: async () => (await exemptionObjects(connection, discovery)).map(policyText),
    contextFor: async (policies) => contextTexts(await context.forPolicies(policies)),
    objectsOf: async (kinds) => contextTexts(await context.ofKinds(kinds)),
    definitionsOf: async (kinds) => contextTexts(await context.definitionsOf(kinds)),
    answer: (question) => answerQuestion(question, { connection, find: discovery.find }),
    preflight: (place) => preflightChecks({ connection, version, place, now: () => new Date() }),
    workloadsOutside: (namespaces) => runningWorkloads(connection, namespaces),
    running: (selection) => runningObjects(connection, selection),
    close: connection.close,
  }
}

function contextTexts(objects: readonly JsonObject[]): readonly SourceText[] {
  return objects.map(contextText)
}

/** Why the cluster could not be asked, in one line; any other error is thrown on. */
export function clusterProblem(error: unknown): Problem {
  if (!(error instanceof ClusterError)) throw error
  const { source, message } = error
  return { code: 'cluster', severity: 'error', source, message }
}
