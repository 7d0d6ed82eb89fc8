/** The lists of a Pod's spec that hold containers. */
export const containerLists = ['containers', 'initContainers', 'ephemeralContainers'] as const
