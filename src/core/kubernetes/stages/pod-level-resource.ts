/**
 * Whether a Pod can ask for the resource as a whole.
 * https://github.com/kubernetes/component-helpers/blob/v0.37.0/resource/helpers.go (IsSupportedPodLevelResource)
 */
export function isPodLevelResource(name: string): boolean {
  return name === 'cpu' || name === 'memory' || name.startsWith('hugepages-')
}
