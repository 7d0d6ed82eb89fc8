import { type Defaulter, type Draft, setAbsent } from '../defaulter.ts'
import { pullPolicyOf } from './pull-policy.ts'

/**
 * The pull policy by the image's tag; the termination message from a file at /dev/termination-log.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/apis/core/v1/defaults.go#L82
 */
export const container: Defaulter = { struct: 'core.v1.Container', apply: setContainer }

/**
 * As in any container.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/apis/core/v1/defaults.go#L102
 */
export const ephemeralContainer: Defaulter = {
  struct: 'core.v1.EphemeralContainer',
  apply: setContainer,
}

function setContainer(draft: Draft): void {
  if (draft['imagePullPolicy'] === undefined) {
    draft['imagePullPolicy'] = pullPolicyOf(String(draft['image'] ?? ''))
  }
  setAbsent(draft, 'terminationMessagePath', '/dev/termination-log')
  setAbsent(draft, 'terminationMessagePolicy', 'File')
}
