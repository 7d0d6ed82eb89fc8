import type { Defaulter } from '../defaulter.ts'
import { flowSchema } from './flow-schema.ts'
import { exemptPriorityLevel, limitedPriorityLevel } from './priority-level.ts'
import { queuing } from './queuing.ts'

/** What Kubernetes sets in the types of flowcontrol.apiserver.k8s.io/v1. */
export const flowcontrolDefaulters: readonly Defaulter[] = [
  exemptPriorityLevel,
  flowSchema,
  limitedPriorityLevel,
  queuing,
]
