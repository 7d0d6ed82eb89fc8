import { describe } from 'vitest'
import { testDefaults } from '../default-rows.ts'

const unjudged = {
  metadata: {},
  spec: { podFailurePolicy: { rules: [{ onPodConditions: [{ type: 'A', status: '' }] }] } },
}
const said = {
  schedule: '* * * * *',
  concurrencyPolicy: 'Forbid',
  suspend: true,
  successfulJobsHistoryLimit: 0,
  failedJobsHistoryLimit: 0,
}

describe('CronJobs', () => {
  testDefaults([
    {
      name: 'nothing is said, and nothing is set in the Job that will be made',
      struct: 'batch.v1.CronJobSpec',
      given: { schedule: '* * * * *', jobTemplate: { metadata: {}, spec: {} } },
      sets: {
        concurrencyPolicy: 'Allow',
        suspend: false,
        successfulJobsHistoryLimit: 3,
        failedJobsHistoryLimit: 1,
      },
    },
    { name: 'everything is said', struct: 'batch.v1.CronJobSpec', given: said, sets: {} },
    {
      name: 'a condition of a failure policy',
      struct: 'batch.v1.CronJobSpec',
      given: { ...said, jobTemplate: unjudged },
      sets: {
        jobTemplate: {
          metadata: {},
          spec: {
            podFailurePolicy: { rules: [{ onPodConditions: [{ type: 'A', status: 'True' }] }] },
          },
        },
      },
    },
    {
      name: 'a condition of a failure policy before 1.34',
      struct: 'batch.v1.CronJobSpec',
      version: '1.33',
      given: { ...said, jobTemplate: unjudged },
      sets: {},
    },
  ])
})
