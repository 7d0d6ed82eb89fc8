import type { Request } from '../admission/request.ts'
import { labelsOf } from '../kubernetes/object.ts'
import { quoteForGo } from '../source/go-quote.ts'
import { exemptionOf } from './exemptions.ts'
import type { Known } from './known.ts'
import { type LabelledPolicy, labelledPolicy } from './namespace-policy.ts'
import { allowedWithAnnotations, type Question, type Response } from './response.ts'

/** What the namespace of a Pod or workload asks for, or why that is not to be asked, or cannot be said (yet). */
type Applicable =
  | ({ readonly kind: 'policy' } & LabelledPolicy)
  | { readonly kind: 'unknown'; readonly message: string; readonly cause: string }
  | Response
  | Question

/** Exempt namespaces and users first; for them the namespace need not be known. */
export function applicablePolicy(
  request: Request,
  { configuration: { defaults, exemptions }, namespace }: Known,
): Applicable {
  const exempt = exemptionOf(request, exemptions)
  if (exempt !== undefined) return allowedWithAnnotations({ exempt })
  if (namespace === undefined) return { kind: 'namespace', name: request.namespace }
  if (namespace.kind === 'found') {
    return { kind: 'policy', ...labelledPolicy(labelsOf(namespace.value), defaults) }
  }
  const message = `failed to lookup namespace ${quoteForGo(request.namespace)}`
  return { kind: 'unknown', message, cause: namespace.message }
}
