import type { Request } from '../admission/request.ts'
import { fieldOf, type JsonObject } from '../source/json-value.ts'

/** Whom Pod Security does not concern; a name of theirs is never empty. */
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
  return exemptions.usernames.has(request.userInfo.username ?? '') ? 'user' : undefined
}

/** Whether the request's namespace is exempt. */
export function isExemptNamespace({ namespace }: Request, exemptions: Exemptions): boolean {
  return exemptions.namespaces.has(namespace)
}

/** Whether the Pod's runtime class is exempt. */
export function hasExemptRuntimeClass(pod: JsonObject, exemptions: Exemptions): boolean {
  const name = fieldOf(fieldOf(pod, 'spec'), 'runtimeClassName')
  return typeof name === 'string' && exemptions.runtimeClasses.has(name)
}
