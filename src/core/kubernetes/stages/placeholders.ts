/**
 * What stands where a cluster always has a value that nobody can know before: policies may ask whether it is there, and it must
 * be the same wherever an object says it twice.
 */

/** In place of the five random characters that end a generated name; the letter is one of those that Kubernetes draws from. */
export const randomSuffix = 'xxxxx'

/** In place of `metadata.uid`: a Job's Pods and selector say it too. */
export const uid = '00000000-0000-4000-8000-000000000000'

/** In place of a Service's address: one of those kept for documentation (RFC 5737, RFC 3849), so that it is no network's. */
export const clusterIp = { IPv4: '192.0.2.1', IPv6: '2001:db8::1' } as const

/** In place of a Service's node ports: the first of the default range, and those after it. */
export const firstNodePort = 30_000

/** In place of the hash that a controller computes of a template: as many characters as most have. */
export const templateHash = 'xxxxxxxxxx'

/** In place of the node to which a Pod of a DaemonSet is bound. */
export const nodeName = 'node'

/** In place of the minutes since 1970 that end the name of a CronJob's Job. */
export const scheduledMinute = '00000000'
