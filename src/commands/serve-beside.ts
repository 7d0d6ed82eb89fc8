import { isBroken } from '../core/index.ts'
import { buildHealthServer, buildMetricsServer } from '../server/build-side-servers.ts'
import { shutdownCheck } from '../server/checks.ts'
import { createShutdown } from '../server/drain.ts'
import { listenAll } from '../server/listen.ts'
import { addStateGauges } from '../telemetry/metrics.ts'
import { certificateChecks, type Served } from './serve-certificates.ts'
import {
  type Closable,
  closeAll,
  type OpenedServer,
  type Problem,
  type Start,
} from './serve-start.ts'

export type Beside =
  | Problem
  | {
      readonly kind: 'beside'
      readonly apps: readonly Closable[]
      readonly addresses: Readonly<Record<string, string>>
      readonly shutdown: ReturnType<typeof createShutdown>
      /** The checks know the certificate from now on. */
      readonly serve: (served: Served) => void
    }

/** Health and metrics answer from the beginning, also while the cluster is waited for. */
export async function startBeside(
  { ground }: OpenedServer,
  { settings, metrics }: Start,
): Promise<Beside> {
  let served: Served | undefined
  const shutdown = createShutdown()
  const health = buildHealthServer([
    ...ground.checks,
    ...certificateChecks(() => served, ground.now),
    shutdownCheck(shutdown.draining),
  ])
  const policies = () => ground.policySet()?.policies ?? []
  addStateGauges(metrics, {
    policies: () => policies().length,
    brokenPolicies: () => policies().filter(isBroken).length,
    policyNames: () => policies().map(({ policy }) => policy.name),
    policyProblems: ground.problems,
    certificateExpiry: () => served?.certificates.current().notAfter,
  })
  const apps = [
    { name: 'health', app: health, port: settings.healthPort },
    { name: 'metrics', app: buildMetricsServer(metrics.registry), port: settings.metricsPort },
  ]
  const listening = await listenAll(settings.host, apps)
  if (listening.kind === 'problem') {
    await closeAll(apps.map(({ app }) => app))
    return listening
  }
  return {
    kind: 'beside',
    apps: apps.map(({ app }) => app),
    addresses: listening.addresses,
    shutdown,
    serve: (certificates) => {
      served = certificates
    },
  }
}
