import type { AuditEvent } from '../audit-log.ts'
import { type Grant, grantLine } from '../chart/granted.ts'
import { ownNamespace } from './installation.ts'

/** One thing that somebody asked of the API server. */
export interface Use {
  readonly verb: string
  readonly group: string
  /** RESOURCE, or RESOURCE/SUBRESOURCE. */
  readonly resource: string
  readonly name: string
  readonly namespace: string
}

/** What the events show of the user; what has no resource, as the discovery of kinds, is everybody's right. */
export function usesOf(events: readonly AuditEvent[], username: string): readonly Use[] {
  return events.filter(({ user }) => user.username === username).flatMap(usesIn)
}

/** What is applied where there was nothing needs the right to create it too, and the event does not say so. */
function usesIn({ verb, objectRef = {}, responseStatus }: AuditEvent): readonly Use[] {
  const { apiGroup: group = '', resource, subresource, name = '', namespace = '' } = objectRef
  if (resource === undefined) return []
  const whole = subresource === undefined ? resource : `${resource}/${subresource}`
  const verbs = verb === 'patch' && responseStatus?.code === 201 ? [verb, 'create'] : [verb]
  return verbs.map((one) => ({ verb: one, group, resource: whole, name, namespace }))
}

/** What the user asked for without a right to it. That a webhook refuses something is no matter of rights. */
export function forbidden(events: readonly AuditEvent[], username: string): readonly string[] {
  const refused = events.filter(({ responseStatus: { code, message = '' } = {} }) => {
    return code === 403 && !message.includes('admission webhook')
  })
  return usesOf(refused, username).map(printed)
}

/** Whether the right is one that the use needs. */
function covers(grant: Grant, use: Use): boolean {
  return (
    grant.verb === use.verb &&
    grant.group === use.group &&
    grant.resource === use.resource &&
    (grant.name === '' || grant.name === use.name) &&
    (grant.where === 'cluster' || use.namespace === ownNamespace)
  )
}

/** The lines of uses that no right covers. */
export function ungranted(uses: readonly Use[], grants: readonly Grant[]): readonly string[] {
  return uses.filter((use) => !grants.some((grant) => covers(grant, use))).map(printed)
}

function printed({ verb, group, resource, name }: Use): string {
  return [verb, `${group}/${resource}`, ...(name === '' ? [] : [name])].join(' ')
}

/** The lines of rights that no use needed, each once. */
export function unused(uses: readonly Use[], grants: readonly Grant[]): readonly string[] {
  const lines = grants.filter((grant) => !uses.some((use) => covers(grant, use))).map(grantLine)
  return [...new Set(lines)]
}
