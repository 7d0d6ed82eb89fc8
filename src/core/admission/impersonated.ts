import { dns1123LabelFaults, dns1123SubdomainFaults } from '../kubernetes/name-formats.ts'
import type { UserInfo } from './request.ts'

const authenticated = 'system:authenticated'
const unauthenticated = 'system:unauthenticated'
const anonymous = 'system:anonymous'

/**
 * The user that the API server takes for the one who sends a request as somebody else (`kubectl --as`, `--as-group`): groups that
 * are not given are those of service accounts and nodes, and everybody is authenticated but the anonymous.
 * https://github.com/kubernetes/apiserver/blob/v0.37.0/pkg/endpoints/filters/impersonation/mode.go
 */
export function impersonatedUser(username: string, groups: readonly string[]): UserInfo {
  const given = groups.length > 0 ? groups : fixedGroups(username)
  if (username === anonymous) return { username, groups: ensured(given, unauthenticated) }
  return {
    username,
    groups: given.includes(unauthenticated) ? given : ensured(given, authenticated),
  }
}

/** Who a service account is when it sends a request. */
export function serviceAccountUser(namespace: string, name: string): UserInfo {
  return impersonatedUser(`${accountPrefix}${namespace}:${name}`, [])
}

const accountPrefix = 'system:serviceaccount:'
const nodePrefix = 'system:node:'

/** https://github.com/kubernetes/apiserver/blob/v0.37.0/pkg/authentication/serviceaccount/util.go */
function fixedGroups(username: string): readonly string[] {
  if (username.startsWith(nodePrefix) && username !== nodePrefix) return ['system:nodes']
  if (!username.startsWith(accountPrefix)) return []
  const [namespace = '', name = '', ...rest] = username.slice(accountPrefix.length).split(':')
  const isAccount =
    rest.length === 0 &&
    dns1123LabelFaults(namespace).length === 0 &&
    dns1123SubdomainFaults(name).length === 0
  return isAccount ? ['system:serviceaccounts', `system:serviceaccounts:${namespace}`] : []
}

function ensured(groups: readonly string[], group: string): readonly string[] {
  return groups.includes(group) ? groups : [...groups, group]
}
