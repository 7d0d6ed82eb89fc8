import { isAtLeast, type KubernetesVersion } from '../../version.ts'
import { type Defaulter, type Draft, setAbsent, structAt } from '../defaulter.ts'
import { pullPolicyOf } from './pull-policy.ts'

/**
 * A volume of nothing is an empty directory. An image's pull policy follows its tag, where the gate ImageVolume is on: from
 * 1.35.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/apis/core/v1/defaults.go#L66
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/features/kube_features.go#L1682
 */
export const volume: Defaulter = { struct: 'core.v1.Volume', apply: setVolume }

function setVolume(draft: Draft, version: KubernetesVersion): void {
  if (Object.keys(draft).every((field) => field === 'name')) draft['emptyDir'] = {}
  const image = structAt(draft, 'image')
  if (image === undefined || !isAtLeast(version, '1.35')) return
  setAbsent(image, 'pullPolicy', pullPolicyOf(String(image['reference'] ?? '')))
}
