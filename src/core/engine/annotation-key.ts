const maxLength = 63

/**
 * The audit annotation key of a policy's annotation: the API server puts the webhook's name before it, so policy and key
 * must fit one qualified name of 63 characters; a long policy name is cut.
 */
export function annotationKey(policy: string, key: string): string {
  const safe = key.replaceAll(/[^A-Za-z0-9_.-]/g, '_').slice(0, maxLength)
  const room = maxLength - safe.length - 1
  const prefix = policy.slice(0, Math.max(0, room)).replace(/[^A-Za-z0-9]+$/, '')
  return prefix === '' ? safe : `${prefix}.${safe}`
}
