import { type Defaulter, setAbsent } from '../defaulter.ts'

/**
 * Runs may overlap, three Jobs that succeeded and one that failed are kept, not suspended.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/apis/batch/v1/defaults.go
 */
export const cronJob: Defaulter = {
  struct: 'batch.v1.CronJobSpec',
  apply: (spec) => {
    setAbsent(spec, 'concurrencyPolicy', 'Allow')
    setAbsent(spec, 'suspend', false)
    setAbsent(spec, 'successfulJobsHistoryLimit', 3)
    setAbsent(spec, 'failedJobsHistoryLimit', 1)
  },
}
