const maxLength = 63

/**
 * The audit annotation key of a policy's annotation: the API server puts the webhook's name before it, so policy and key
 * must fit one qualified name of 63 characters; a long policy name is cut, the slash of a namespaced one is `_`.
 */
export function annotationKey(policy: string, key: string): string {
  if (policy.length + key.length < maxLength && plainPolicy.test(policy) && plainKey.test(key)) {
    return `${policy}.${key}`
  }
  const safe = key.replaceAll(/[^A-Za-z0-9_.-]/g, '_').slice(0, maxLength)
  const room = maxLength - safe.length - 1
  const name = policy.replace('/', '_')
  const prefix = name.slice(0, Math.max(0, room)).replace(/[^A-Za-z0-9]+$/, '')
  return prefix === '' ? safe : `${prefix}.${safe}`
}

/** What is kept as it is, which most names are. */
const plainPolicy = /^[A-Za-z0-9.-]*[A-Za-z0-9]$/
const plainKey = /^[A-Za-z0-9_.-]*$/
