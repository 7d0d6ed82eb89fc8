import { type Defaulter, setAbsent } from '../defaulter.ts'

/**
 * Pods of lower priority make room.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/apis/scheduling/v1/defaults.go
 */
export const priorityClass: Defaulter = {
  struct: 'scheduling.v1.PriorityClass',
  apply: (priorityClass) => setAbsent(priorityClass, 'preemptionPolicy', 'PreemptLowerPriority'),
}
