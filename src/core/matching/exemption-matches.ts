import type { Request } from '../admission/request.ts'
import { selectsAll } from '../kubernetes/label-selector.ts'
import type { CompiledExemption } from '../policy/compile-exemption.ts'
import type { ExemptedObjects, Exemption } from '../policy/exemption.ts'
import { matchesGlob } from '../policy/glob.ts'
import type { VariableTable } from './evaluation.ts'
import { type KnownName, nameFits } from './known-name.ts'
import { conditionsHold } from './match-conditions.ts'
import { isNamespaceRequest, type MatchAnswer, matchBinding } from './match-resources.ts'
import type { Scope } from './scope.ts'
import type { Subject } from './subject.ts'

/** Whether the exemption is for the subject, as far as namespaces, names and selectors tell. */
export function exemptionSelects(
  { exemption }: CompiledExemption,
  subject: Subject,
  name: KnownName,
): MatchAnswer {
  const { namespaces, objects } = exemption
  const { request } = subject
  if (namespaces !== undefined && !inNamespaces(request, namespaces)) return elsewhere
  if (objects !== undefined && !objects.some((item) => isNamed(item, request, name))) return another
  if (selectsNamespaces(exemption) && isOutside(request)) return elsewhere
  return matchBinding(exemption.match, { ...subject, request: asItWillBe(request) })
}

function selectsNamespaces({ match }: Exemption): boolean {
  return !selectsAll(match?.namespaceSelector)
}

/** For a policy such a request is always meant, so that nothing escapes; here that would free whatever has no namespace. */
function isOutside(request: Request): boolean {
  return request.namespace === '' && !isNamespaceRequest(request)
}

/** An update that takes the label away, by which the object was exempt, is not exempt. */
function asItWillBe(request: Request): Request {
  return request.object === null ? request : { ...request, oldObject: null }
}

/** Whether its match conditions hold as well. */
export function exemptionConditionsHold(
  { matchConditions }: CompiledExemption,
  scope: Scope,
): MatchAnswer {
  return conditionsHold({ matchConditions, variables: noVariables }, scope)
}

const noVariables: VariableTable = new Map()
const elsewhere: MatchAnswer = { kind: 'no-match', why: 'it is for other namespaces' }
const another: MatchAnswer = { kind: 'no-match', why: 'it is for other objects' }

/** A Namespace counts as in itself; what is in none fits `*` only. */
function inNamespaces(request: Request, globs: readonly string[]): boolean {
  const own = isNamespaceRequest(request) ? request.name : ''
  const namespace = request.namespace === '' ? own : request.namespace
  return globs.some((glob) => matchesGlob(glob, namespace))
}

function isNamed({ kinds, names }: ExemptedObjects, request: Request, name: KnownName): boolean {
  const isOfKind = kinds === undefined || kinds.some((kind) => isKind(request, kind))
  return isOfKind && names.some((glob) => nameFits(name, glob))
}

/** `Deployment` is of any group, `Deployment.apps` of one; what was requested counts as well as what a policy sees. */
function isKind({ kind: seen, requestKind }: Request, wanted: string): boolean {
  return [seen, requestKind].some(
    ({ kind, group }) => wanted === kind || wanted === `${kind}.${group}`,
  )
}
