import { type Connection, connect } from '../cluster/connection.ts'
import { clusterProblem } from '../cluster/open-cluster.ts'
import { liveAnswers, type QuestionObserver } from '../cluster/questions/live-answers.ts'
import { lookAtCluster, watchReports } from '../cluster/watch/look.ts'
import { usualTimes } from '../cluster/watch/reflector.ts'
import { type ClusterWatch, watchCluster } from '../cluster/watch/watch-cluster.ts'
import { type LoadPolicies, policyLoader, type Snapshot, snapshotMaker } from '../core/index.ts'
import { policiesCheck } from '../server/checks.ts'
import { openPolicies, type Policies } from '../server/policies.ts'
import type { ServeSettings } from '../settings/settings.ts'
import { addWatchGauges } from '../telemetry/cluster-metrics.ts'
import type { Logger } from '../telemetry/logger.ts'
import type { Metrics } from '../telemetry/metrics.ts'
import { observeCluster } from '../telemetry/observe-cluster.ts'
import { observePolicies } from '../telemetry/observe-policies.ts'
import { certificatesOfFiles } from './serve-certificates.ts'
import type { Ground, OpenedGround } from './serve-ground.ts'
import { type Installed, installation } from './serve-installation.ts'

/** A cluster that is watched, with the policies that stand in files beside it. An API server that is away is waited for. */
export async function groundOfCluster(
  settings: ServeSettings,
  logger: Logger,
  metrics: Metrics,
): Promise<OpenedGround> {
  const opened = await openConnection(settings)
  if (opened.kind === 'problem') return opened
  const { connection } = opened
  const load = policyLoader(settings)
  let watch: ClusterWatch | undefined
  const observeReading = observePolicies(logger, metrics)
  const openedFiles = await openPolicies(
    settings,
    (reading) => {
      observeReading(reading)
      watch?.refresh()
    },
    load,
  )
  if (openedFiles.kind === 'problem') {
    connection.close()
    return openedFiles
  }
  const files = openedFiles.policies
  const observer = observeCluster(logger, metrics)
  const started = watching(connection, settings, { load, files, observer })
  watch = started
  started.onChange(() => observer.renewed(started.problems()))
  addWatchGauges(metrics, () => watchReports(started, connection.serverTime()))
  const parts = { connection, watch: started, files, settings, logger, metrics, observer }
  return { kind: 'ground', ground: groundOn(parts) }
}

type OpenedConnection =
  | { readonly kind: 'connection'; readonly connection: Connection }
  | { readonly kind: 'problem'; readonly message: string }

async function openConnection({
  kubeconfig,
  kubeContext: context,
  apiTimeout,
}: ServeSettings): Promise<OpenedConnection> {
  try {
    const choice = { kubeconfig, context, folder: '.' }
    return { kind: 'connection', connection: await connect(choice, apiTimeout) }
  } catch (error) {
    const { source, message } = clusterProblem(error)
    return { kind: 'problem', message: `${source}: ${message}` }
  }
}

function watching(
  connection: Connection,
  settings: ServeSettings,
  {
    load,
    files,
    observer,
  }: {
    readonly load: LoadPolicies
    readonly files: Policies
    readonly observer: ReturnType<typeof observeCluster>
  },
): ClusterWatch {
  const { kubernetesVersion, exemptionNamespace, podTemplate, watchIdle } = settings
  return watchCluster(connection, {
    beside: files.texts,
    loadPolicies: load,
    makeSnapshot: snapshotMaker({
      kubernetesVersion,
      exemptionNamespaces: exemptionNamespace,
      podTemplates: podTemplate,
    }),
    observer,
    times: { ...usualTimes, idleMs: watchIdle },
    now: connection.serverTime,
  })
}

interface Watching extends Omit<Installed, 'answer'> {
  readonly files: Policies
  readonly observer: QuestionObserver
}

function groundOn({ files, observer, ...watching }: Watching): Ground {
  const { connection, watch, settings, logger, metrics } = watching
  const errors = () => watch.problems().filter(({ severity }) => severity === 'error').length
  const answer = liveAnswers({ connection, find: watch.servedAs }, { observer })
  return {
    snapshot: () => snapshotOf(watch),
    first: firstSnapshot(watch),
    answerQuestions: answer,
    now: connection.serverTime,
    checks: [
      ...(settings.policies.length === 0 ? [] : [policiesCheck(files)]),
      { name: 'cluster', look: () => lookAtCluster(watch, connection.serverTime()) },
    ],
    policySet: () => watch.snapshot()?.policySet,
    problems: errors,
    surroundings: () => ({
      snapshot: snapshotOf(watch),
      exemptionNamespaces: settings.exemptionNamespace,
    }),
    ...(settings.manageWebhooks
      ? installation({ ...watching, answer })
      : {
          openCertificates: () => certificatesOfFiles(settings, logger, metrics),
          controllers: () => [],
        }),
    close: async () => {
      watch.close()
      connection.close()
      await files.close()
    },
  }
}

function snapshotOf(watch: ClusterWatch): Snapshot {
  const snapshot = watch.snapshot()
  if (snapshot === undefined) throw new Error('a snapshot is wanted before there is one')
  return snapshot
}

function firstSnapshot(watch: ClusterWatch): Promise<void> {
  return new Promise((resolve) => {
    const end = watch.onChange(() => {
      end()
      resolve()
    })
  })
}
