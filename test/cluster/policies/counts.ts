import { isArray, type JsonObject, type JsonValue } from '#src/core/index.ts'
import type { JudgedCase } from './arena.ts'

/** What the judged cases were made of, and what became of their requests in the API server. */
export function countsOf(judged: readonly JudgedCase[]) {
  const documents = judged.flatMap(({ policyCase }) => policyCase.documents)
  const policies = documents.filter(({ kind }) => String(kind).endsWith('Policy')).map(specOf)
  const bindings = documents.filter(({ kind }) => String(kind).endsWith('Binding')).map(specOf)
  const having = (specs: readonly JsonObject[], field: string) =>
    specs.filter((spec) => spec[field] !== undefined).length
  const all = (field: string) => policies.flatMap((spec) => listOf(spec[field])).length
  return {
    cases: judged.length,
    policies: policies.length,
    bindings: bindings.length,
    policiesWithParamKind: having(policies, 'paramKind'),
    bindingsWithParamRef: having(bindings, 'paramRef'),
    bindingsWithMatchResources: having(bindings, 'matchResources'),
    matchConditions: all('matchConditions'),
    validations: all('validations'),
    mutations: all('mutations'),
    auditAnnotations: all('auditAnnotations'),
    ...countsOfRequests(judged),
  }
}

function countsOfRequests(judged: readonly JudgedCase[]) {
  const requests = judged.flatMap(({ requests }) => requests)
  const compared = requests.filter(({ excluded }) => excluded === undefined)
  const count = (holds: (one: (typeof requests)[number]) => boolean) =>
    compared.filter(holds).length
  return {
    requests: compared.length,
    denied: count(({ inTree }) => inTree.refusal?.message.includes(' denied request: ') ?? false),
    warned: count(({ inTree }) => inTree.warnings.length > 0),
    audited: count(({ inTree }) => Object.keys(inTree.annotations).length > 0),
    patched: count(({ own }) => own.isPatched),
    excluded: requests.length - compared.length,
  }
}

function specOf(document: JsonObject): JsonObject {
  return document['spec'] as JsonObject
}

function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  return isArray(value) ? value : []
}
