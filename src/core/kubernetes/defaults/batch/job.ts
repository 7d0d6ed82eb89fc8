import { isAtLeast, type KubernetesVersion } from '../../version.ts'
import { type Defaulter, type Draft, setAbsent, structAt, structsAt } from '../defaulter.ts'
import { setConditionStatus } from './pod-condition-pattern.ts'

const maxInt32 = 2_147_483_647

/**
 * One Pod at a time, six retries, not suspended, not indexed; a Job without labels takes those of its template. A CronJob's
 * template gets none of these: they come with each Job.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/apis/batch/v1/defaults.go
 */
export const job: Defaulter = {
  struct: 'batch.v1.Job',
  apply: (job, version) => {
    const spec = structAt(job, 'spec')
    if (spec === undefined) return
    setCounts(spec)
    setLabels(job, spec)
    setAbsent(spec, 'completionMode', 'NonIndexed')
    setAbsent(spec, 'suspend', false)
    setSinceVersion(spec, version)
  },
}

/** Completions only where neither number is there; retries without end where they are limited per index. */
function setCounts(spec: Draft): void {
  if (spec['parallelism'] === undefined) setAbsent(spec, 'completions', 1)
  setAbsent(spec, 'parallelism', 1)
  setAbsent(spec, 'backoffLimit', spec['backoffLimitPerIndex'] === undefined ? 6 : maxInt32)
}

function setLabels(job: Draft, spec: Draft): void {
  const metadata = structAt(job, 'metadata')
  const templateMetadata = structAt(structAt(spec, 'template') ?? {}, 'metadata')
  const labels = structAt(templateMetadata ?? {}, 'labels')
  if (metadata !== undefined && labels !== undefined) setAbsent(metadata, 'labels', { ...labels })
}

/**
 * A Pod is replaced once it has failed where a failure policy is to judge it, otherwise already while it terminates: since
 * 1.29, when the gate JobPodReplacementPolicy went on. `manualSelector` came with 1.29 as well, and before 1.34 the status of
 * the failure policy's conditions was a default of the Job alone.
 * https://github.com/kubernetes/kubernetes/blob/v1.36.0/pkg/features/kube_features.go
 * https://github.com/kubernetes/kubernetes/pull/120206 https://github.com/kubernetes/kubernetes/pull/131525
 */
function setSinceVersion(spec: Draft, version: KubernetesVersion): void {
  const failurePolicy = structAt(spec, 'podFailurePolicy')
  if (isAtLeast(version, '1.29')) {
    setAbsent(spec, 'podReplacementPolicy', failurePolicy ? 'Failed' : 'TerminatingOrFailed')
    setAbsent(spec, 'manualSelector', false)
  }
  if (failurePolicy === undefined || isAtLeast(version, '1.34')) return
  for (const rule of structsAt(failurePolicy, 'rules')) {
    for (const pattern of structsAt(rule, 'onPodConditions')) setConditionStatus(pattern)
  }
}
