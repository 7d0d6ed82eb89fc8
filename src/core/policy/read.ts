import { splitApiVersion } from '../kubernetes/group-version.ts'
import { apiVersionOf, kindOf } from '../kubernetes/object.ts'
import { describedValue } from '../source/described-value.ts'
import type { SourceDocument } from '../source/document.ts'
import { fieldOf, isObject, type JsonObject, type JsonValue } from '../source/json-value.ts'
import { nearestName } from '../source/nearest-name.ts'
import type { Problem } from '../source/problem.ts'
import { brokenness, whatIsLeft } from './broken-policy.ts'
import { decodeDocument } from './decode-document.ts'
import { type DocumentKind, documentKinds, neighbourKinds, ownVersions } from './document-kinds.ts'
import { type Exemption, type ExemptionDocument, exemptionFrom } from './exemption.ts'
import { bindingFrom, ownBindingFrom, policyFrom } from './from-document.ts'
import type { Binding, Policy } from './model.ts'
import type { BindingDocument, PolicyDocument } from './policy-document.ts'
import { problemAt } from './problem-at.ts'
import { structureProblems, validityProblems } from './validity/validity-problems.ts'
import { withoutNulls } from './without-nulls.ts'

export interface ReadPolicies {
  /** Those that are in force; a broken one is, as far as it can be read, where it is of our kinds. */
  readonly policies: readonly Policy[]
  /** Those that are left out, of which the expressions can still be judged. */
  readonly refused: readonly Refused[]
  readonly bindings: readonly Binding[]
  readonly exemptions: readonly Exemption[]
  readonly problems: readonly Problem[]
}

interface Refused {
  readonly policy: Policy
  /** Where something is wrong already. */
  readonly paths: ReadonlySet<string | undefined>
}

/**
 * The policies, bindings and exemptions that documents state. A document with an error is left out, as the API server would
 * not store it; one of our kinds whose match can be read refuses what it matches. The others stay. Documents of other kinds
 * are a problem too, except those that belong beside policies (`PolicyCases`).
 */
export function readPolicies(
  documents: readonly SourceDocument[],
  read: (document: SourceDocument) => ReadPolicies = readDocument,
): ReadPolicies {
  const policies: Policy[] = []
  const refused: Refused[] = []
  const bindings: Binding[] = []
  const exemptions: Exemption[] = []
  const problems: Problem[] = []
  for (const document of documents) {
    const found = read(document)
    problems.push(...found.problems)
    policies.push(...found.policies)
    refused.push(...found.refused)
    bindings.push(...found.bindings)
    exemptions.push(...found.exemptions)
  }
  return {
    policies,
    refused,
    bindings,
    exemptions,
    problems: [...problems, ...duplicates(policies, bindings)],
  }
}

const nothing: ReadPolicies = {
  policies: [],
  refused: [],
  bindings: [],
  exemptions: [],
  problems: [],
}

/** What one document states. */
export function readDocument(document: SourceDocument): ReadPolicies {
  const { value } = document
  const id = `${apiVersionOf(value)}/${kindOf(value)}`
  if (neighbourKinds.includes(id)) return nothing
  const known = documentKinds.find(
    ({ kind, apiVersions }) => kind === kindOf(value) && apiVersions.includes(apiVersionOf(value)),
  )
  if (known === undefined || !isObject(value)) {
    return { ...nothing, problems: [unknownKind(document)] }
  }
  return known.apiVersions === ownVersions
    ? readOwn(document, known)
    : readKubernetes(document, value, known)
}

/** What the API server would not store is left out. */
function readKubernetes(
  written: SourceDocument,
  value: JsonObject,
  { kind }: DocumentKind,
): ReadPolicies {
  const { document, problems: undecodable } = decodeDocument(written, value, kind)
  if (undecodable.length > 0) return { ...nothing, problems: undecodable }
  const problems = validityProblems(document, kind, undefined)
  const stated = statedBy(document, kind)
  return problems.some(isError) ? refusedFor(problems, stated) : { ...stated, problems }
}

/** A broken rule that says what it matches stays in force, for its failure policy to decide. */
function readOwn(written: SourceDocument, { kind, shape }: DocumentKind): ReadPolicies {
  const misshapen = structureProblems(written, shape)
  const problems = misshapen.length > 0 ? misshapen : validityProblems(written, kind, shape)
  const document = { ...written, value: withoutNulls(written.value, shape) }
  if (!problems.some(isError)) return { ...statedBy(document, kind), problems }
  if (kind === 'PolicyExemption') return { ...nothing, problems }
  const inForce = stillStatedBy(document, problems, { kind, shape })
  const broken = inForce.policies.map((policy) => ({
    ...policy,
    broken: brokenness(policy.name, problems),
  }))
  const isReadable = misshapen.length === 0 && hasParts(document)
  const { refused } = isReadable ? refusedFor(problems, statedBy(document, kind)) : nothing
  return { ...inForce, policies: broken, refused, problems }
}

function hasParts({ value }: SourceDocument): boolean {
  return ['metadata', 'spec'].every((name) => isObject(fieldOf(value, name)))
}

/** What is left may be wrong as well: beside a wrong structure nothing else was told. */
function stillStatedBy(
  document: SourceDocument,
  problems: readonly Problem[],
  { kind, shape }: Pick<DocumentKind, 'kind' | 'shape'>,
): ReadPolicies {
  const left = whatIsLeft(document, problems)
  const right = left && whatIsLeft(left, validityProblems(left, kind, shape))
  return right === undefined ? nothing : statedBy(right, kind)
}

function refusedFor(problems: readonly Problem[], { policies }: ReadPolicies): ReadPolicies {
  const paths = new Set(problems.map(({ path }) => path))
  return { ...nothing, refused: policies.map((policy) => ({ policy, paths })), problems }
}

function isError({ severity }: Problem): boolean {
  return severity === 'error'
}

/** What a document of the right types states. */
function statedBy(document: SourceDocument, kind: string): ReadPolicies {
  switch (kind) {
    case 'ValidatingAdmissionPolicyBinding':
    case 'MutatingAdmissionPolicyBinding': {
      const value = document.value as unknown as BindingDocument
      return { ...nothing, bindings: [bindingFrom(document, kind, value)] }
    }
    case 'ValidatingRule':
    case 'MutatingRule':
    case 'NamespacedValidatingRule':
    case 'NamespacedMutatingRule': {
      const value = document.value as unknown as PolicyDocument
      return {
        ...nothing,
        policies: [policyFrom(document, kind, value)],
        bindings: [ownBindingFrom(document, kind, value)],
      }
    }
    case 'PolicyExemption': {
      const value = document.value as unknown as ExemptionDocument
      return { ...nothing, exemptions: [exemptionFrom(document, value)] }
    }
    default: {
      const value = document.value as unknown as PolicyDocument
      return { ...nothing, policies: [policyFrom(document, kind as Policy['kind'], value)] }
    }
  }
}

function unknownKind(document: SourceDocument): Problem {
  const { value } = document
  const found = isObject(value)
    ? `${apiVersionOf(value)} ${kindOf(value)}`.trim()
    : describedValue(value)
  const expected = documentKinds
    .map(({ kind, apiVersions }) => `${apiVersions[0]} ${kind}`)
    .join(', ')
  return problemAt(document, isObject(value) ? ['kind'] : [], {
    code: 'not-a-policy',
    message: `a policy document is expected, found ${found === '' ? 'a document without kind' : found}`,
    found,
    expected,
    remedy: likelyKind(value) ?? 'move it out of the policy folder, or correct apiVersion and kind',
  })
}

/** What somebody may have meant who wrote a kind or an apiVersion that is nearly right. */
function likelyKind(value: JsonValue): string | undefined {
  const group = splitApiVersion(apiVersionOf(value)).group
  const candidates = documentKinds.filter(({ apiVersions }) =>
    apiVersions.some((known) => splitApiVersion(known).group === group),
  )
  const sameKind = documentKinds.find(({ kind }) => kind === kindOf(value))
  if (sameKind !== undefined) return `write apiVersion: ${sameKind.apiVersions[0]}`
  const neighbours = neighbourKinds.filter((id) => id.startsWith(`${group}/`))
  const near = nearestName(kindOf(value), [
    ...candidates.map(({ kind }) => kind),
    ...neighbours.map((id) => id.slice(id.lastIndexOf('/') + 1)),
  ])
  return near === undefined ? undefined : `did you mean "${near}"?`
}

/** Two documents of one kind and name: which one is meant cannot be told. */
function duplicates(policies: readonly Policy[], bindings: readonly Binding[]): readonly Problem[] {
  const named = [
    ...policies.map(({ kind, name, place }) => ({ id: `${kind} "${name}"`, place })),
    ...bindings.flatMap(({ kind, name, place }) =>
      kind === 'own' ? [] : [{ id: `${kind} "${name}"`, place }],
    ),
  ]
  const first = new Map<string, (typeof named)[number]>()
  return named.flatMap((entry) => {
    const earlier = first.get(entry.id)
    first.set(entry.id, earlier ?? entry)
    if (earlier === undefined) return []
    const line = earlier.place.document.locate(['metadata', 'name'])?.start.line
    const where = `${earlier.place.document.source}${line === undefined ? '' : `:${line}`}`
    return [
      problemAt(entry.place.document, ['metadata', 'name'], {
        code: 'duplicate-name',
        message: `${entry.id} stands already in ${where}`,
        remedy: 'give one of the two another name, or remove it',
      }),
    ]
  })
}
