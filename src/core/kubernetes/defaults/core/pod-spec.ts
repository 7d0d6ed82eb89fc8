import { isAtLeast } from '../../version.ts'
import { type Defaulter, type Draft, setAbsent } from '../defaulter.ts'

/**
 * Cluster DNS first, restarted always, 30 seconds to end, the default scheduler, and a security context even if it is empty.
 * Since 1.37 `serviceAccount` and `serviceAccountName` are made one here; before, conversion did it (stages/convert/pod.ts).
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/apis/core/v1/defaults.go#L243
 */
export const podSpec: Defaulter = {
  struct: 'core.v1.PodSpec',
  apply: (draft, version) => {
    if (isAtLeast(version, '1.37')) setServiceAccount(draft)
    setAbsent(draft, 'dnsPolicy', 'ClusterFirst')
    setAbsent(draft, 'restartPolicy', 'Always')
    if (draft['securityContext'] === undefined) draft['securityContext'] = {}
    setAbsent(draft, 'terminationGracePeriodSeconds', 30)
    setAbsent(draft, 'schedulerName', 'default-scheduler')
  },
}

/** The old name of the field repeats the new one, and stands in for it where it is absent. */
function setServiceAccount(draft: Draft): void {
  const name = draft['serviceAccountName'] ?? draft['serviceAccount']
  if (name === undefined) return
  draft['serviceAccountName'] = name
  draft['serviceAccount'] = name
}
