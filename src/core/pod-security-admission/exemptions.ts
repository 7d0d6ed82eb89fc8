import type { Request } from '../admission/request.ts'
import { fieldOf, type JsonObject } from '../source/json-value.ts'

/** Whom Pod Security does not concern. */
export interface Exemptions {
  readonly usernames: ReadonlySet<string>
  readonly namespaces: ReadonlySet<string>
  readonly runtimeClasses: ReadonlySet<string>
}

/** What exempts a Pod or workload before anybody looks at it, in the word of the annotation `exempt`. */
export function exemptionOf(
  request: Request,
  exemptions: Exemptions,
): 'namespace' | 'user' | undefined {
  if (isExemptNamespace(request, exemptions)) return 'namespace'
  const username = request.userInfo.username ?? ''
  return username !== '' && exemptions.usernames.has(username) ? 'user' : undefined
}

/** Whether the request's namespace is exempt; what is in none is not. */
export function isExemptNamespace({ namespace }: Request, exemptions: Exemptions): boolean {
  return namespace !== '' && exemptions.namespaces.has(namespace)
}

/** Whether the Pod's runtime class is exempt; a Pod without one is not. */
export function hasExemptRuntimeClass(pod: JsonObject, exemptions: Exemptions): boolean {
  const name = fieldOf(fieldOf(pod, 'spec'), 'runtimeClassName')
  return typeof name === 'string' && name !== '' && exemptions.runtimeClasses.has(name)
}
