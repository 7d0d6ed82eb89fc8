import { type Defaulter, setAbsent } from '../defaulter.ts'

/** One replica. https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/apis/apps/v1/defaults.go */
export const replicaSet: Defaulter = {
  struct: 'apps.v1.ReplicaSetSpec',
  apply: (spec) => setAbsent(spec, 'replicas', 1),
}
