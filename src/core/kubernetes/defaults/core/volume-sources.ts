import { type Defaulter, type DraftValue, setAbsent } from '../defaulter.ts'

/** The mode of files that do not say theirs: rw-r--r--. */
const readableByAll = 0o644

const secondsOfAnHour = 3600

/**
 * The files of Secrets, ConfigMaps, the downward API and projections can be read by all; what a host path is stays open; a
 * service account's token lasts an hour.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/apis/core/v1/defaults.go#L289
 */
export const volumeSources: readonly Defaulter[] = [
  constant('core.v1.SecretVolumeSource', 'defaultMode', readableByAll),
  constant('core.v1.ConfigMapVolumeSource', 'defaultMode', readableByAll),
  constant('core.v1.DownwardAPIVolumeSource', 'defaultMode', readableByAll),
  constant('core.v1.ProjectedVolumeSource', 'defaultMode', readableByAll),
  constant('core.v1.HostPathVolumeSource', 'type', ''),
  constant('core.v1.ServiceAccountTokenProjection', 'expirationSeconds', secondsOfAnHour),
]

function constant(struct: string, field: string, value: DraftValue): Defaulter {
  return { struct, apply: (draft) => setAbsent(draft, field, value) }
}
