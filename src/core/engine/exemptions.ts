import { apiVersionOf, kindOf } from '../kubernetes/object.ts'
import type { CompiledExemption } from '../policy/compile-exemption.ts'
import { titleOf } from '../policy/exemption.ts'
import { exemptionGrants, type Grant, policyKey } from '../policy/exemption-grants.ts'
import type { Policy } from '../policy/model.ts'
import type { PolicySet } from '../policy/policy-set.ts'
import { problemAt } from '../policy/problem-at.ts'
import type { SourceDocument } from '../source/document.ts'
import type { Problem } from '../source/problem.ts'

/** The exemptions of a snapshot, found by policy. */
export interface Exemptions {
  /** By namespace and name. */
  readonly all: readonly CompiledExemption[]
  /** Those from namespaces that may exempt first, then by namespace and name. */
  readonly grantsOf: (policy: Pick<Policy, 'kind' | 'name'>) => readonly Grant[]
  /** Whether exemptions of the namespace count. */
  readonly isHonoured: (namespace: string) => boolean
}

/** Where Sallyport lives unless it is told otherwise: whoever may write there may exempt. */
export const defaultExemptionNamespaces: readonly string[] = ['sallyport']

/**
 * The exemptions of the policies' folder and of the context, of which only those of the namespaces that may exempt count.
 * What frees nothing is a warning, and of two with one name only the first is kept.
 */
export function exemptionsFor(
  policySet: PolicySet,
  ofContext: readonly CompiledExemption[],
  namespaces: readonly string[],
): { readonly exemptions: Exemptions; readonly problems: readonly Problem[] } {
  const isHonoured = (namespace: string) => namespaces.includes(namespace)
  const rank = ({ exemption }: CompiledExemption) => (isHonoured(exemption.namespace) ? 0 : 1)
  const { kept, problems: repeated } = withoutDuplicates([...policySet.exemptions, ...ofContext])
  const all = [...kept].sort((a, b) => rank(a) - rank(b) || compareTitles(a, b))
  const { grants, problems } = exemptionGrants(all, policySet.policies)
  return {
    exemptions: {
      all,
      isHonoured,
      grantsOf: (policy) => grants.get(policyKey(policy)) ?? none,
    },
    problems: [
      ...repeated,
      ...problems,
      ...all.filter((one) => rank(one) > 0).map((one) => fromElsewhere(one, namespaces)),
    ],
  }
}

/** Whether the document is a PolicyExemption, or meant as one. */
export function isExemption({ value }: SourceDocument): boolean {
  return kindOf(value) === 'PolicyExemption' && apiVersionOf(value).startsWith('sallyport.dev/')
}

const none: readonly never[] = []

function compareTitles(a: CompiledExemption, b: CompiledExemption): number {
  return titleOf(a.exemption) < titleOf(b.exemption) ? -1 : 1
}

function withoutDuplicates(exemptions: readonly CompiledExemption[]) {
  const kept = new Map<string, CompiledExemption>()
  const problems: Problem[] = []
  for (const one of exemptions) {
    const earlier = kept.get(titleOf(one.exemption))
    if (earlier === undefined) kept.set(titleOf(one.exemption), one)
    else problems.push(duplicate(one, earlier))
  }
  return { kept: [...kept.values()], problems }
}

function duplicate({ exemption }: CompiledExemption, earlier: CompiledExemption): Problem {
  const { document } = earlier.exemption.place
  const line = document.locate(['metadata', 'name'])?.start.line
  const where = `${document.source}${line === undefined ? '' : `:${line}`}`
  return problemAt(exemption.place.document, ['metadata', 'name'], {
    code: 'duplicate-name',
    message: `PolicyExemption "${titleOf(exemption)}" stands already in ${where}`,
    remedy: 'give one of the two another name, or remove it',
  })
}

function fromElsewhere({ exemption }: CompiledExemption, namespaces: readonly string[]): Problem {
  const { namespace, place } = exemption
  return problemAt(place.document, ['metadata', 'namespace'], {
    code: 'exemption-from-elsewhere',
    severity: 'warning',
    message: `the exemption is not honoured: namespace "${namespace}" may not exempt`,
    found: namespace,
    expected: namespaces.join(', '),
    remedy: `move it to ${namespaces[0] ?? 'such a namespace'}, or name its namespace with --exemption-namespace`,
  })
}
