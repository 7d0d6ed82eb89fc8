import type { Observer } from './observer.ts'

/**
 * Who follows a review on its way, mostly to know what took how long: the core has no clock. `reached` is told what is
 * behind: the body is a request, the request has a decision, the decision is the answer's text.
 */
export interface ReviewWatcher {
  readonly engine: Observer
  readonly reached: (point: 'decoded' | 'decided' | 'encoded') => void
}
