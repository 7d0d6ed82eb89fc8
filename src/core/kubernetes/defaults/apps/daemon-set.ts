import { type Defaulter, setAbsent } from '../defaulter.ts'

/** Ten old revisions are kept. https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/apis/apps/v1/defaults.go */
export const daemonSet: Defaulter = {
  struct: 'apps.v1.DaemonSetSpec',
  apply: (spec) => setAbsent(spec, 'revisionHistoryLimit', 10),
}
