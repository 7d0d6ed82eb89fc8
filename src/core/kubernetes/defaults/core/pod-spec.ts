import { type Defaulter, setAbsent } from '../defaulter.ts'

/**
 * Cluster DNS first, restarted always, 30 seconds to end, the default scheduler, and a security context even if it is empty.
 * That serviceAccount follows serviceAccountName is not set here: until 1.36 conversion did it, since 1.37 a default does,
 * with the same result, so it stands with the conversion.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/apis/core/v1/defaults.go#L243
 */
export const podSpec: Defaulter = {
  struct: 'core.v1.PodSpec',
  apply: (draft) => {
    setAbsent(draft, 'dnsPolicy', 'ClusterFirst')
    setAbsent(draft, 'restartPolicy', 'Always')
    if (draft['securityContext'] === undefined) draft['securityContext'] = {}
    setAbsent(draft, 'terminationGracePeriodSeconds', 30)
    setAbsent(draft, 'schedulerName', 'default-scheduler')
  },
}
