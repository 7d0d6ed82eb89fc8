import { type JsonObject, printJson } from '#src/core/index.ts'
import type { ApiClient } from '../api-client.ts'
import { type Cause, type Judgement, unknownFields } from './judgement.ts'

/** What the API server says of the document, when somebody would create it; nothing is kept. */
export async function apiJudgement(client: ApiClient, document: JsonObject): Promise<Judgement> {
  const plural = plurals.get(String(document['kind'])) ?? ''
  const path = `/apis/admissionregistration.k8s.io/v1/${plural}?dryRun=All&fieldValidation=Strict`
  const { status, text } = await client.post(path, printJson(document))
  if (status === 201) return { kind: 'accepted' }
  const { message, details } = JSON.parse(text) as Refusal
  if (status === 400) return { kind: 'undecodable', fields: unknownFields(message) }
  if (status !== 422 || details?.causes === undefined) throw new Error(`${status} ${text}`)
  return { kind: 'invalid', causes: details.causes }
}

interface Refusal {
  readonly message: string
  readonly details?: { readonly causes?: readonly Cause[] }
}

const plurals: ReadonlyMap<string, string> = new Map([
  ['ValidatingAdmissionPolicy', 'validatingadmissionpolicies'],
  ['ValidatingAdmissionPolicyBinding', 'validatingadmissionpolicybindings'],
  ['MutatingAdmissionPolicy', 'mutatingadmissionpolicies'],
  ['MutatingAdmissionPolicyBinding', 'mutatingadmissionpolicybindings'],
])
