import type { Defaulter } from '../defaulter.ts'

/**
 * 64 queues of 50 requests, of which a flow is dealt 8; 0 counts as not given.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/apis/flowcontrol/v1/defaults.go
 */
export const queuing: Defaulter = {
  struct: 'flowcontrol.v1.QueuingConfiguration',
  apply: (queuing) => {
    if (!queuing['handSize']) queuing['handSize'] = 8
    if (!queuing['queues']) queuing['queues'] = 64
    if (!queuing['queueLengthLimit']) queuing['queueLengthLimit'] = 50
  },
}
