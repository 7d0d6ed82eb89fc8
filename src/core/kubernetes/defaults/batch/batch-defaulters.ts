import type { Defaulter } from '../defaulter.ts'
import { cronJob } from './cron-job.ts'
import { job } from './job.ts'
import { podConditionPattern } from './pod-condition-pattern.ts'

/** What Kubernetes sets in the types of batch/v1. */
export const batchDefaulters: readonly Defaulter[] = [cronJob, job, podConditionPattern]
