import {
  type Decision,
  type Finding,
  fieldOf,
  type JsonObject,
  type Request,
  storableMessages,
} from '../../core/index.ts'
import { controllerOf, type ObjectReference, referenceTo } from '../owners.ts'

/** That a policy refused something, and about which object it is told. */
export interface Refusal {
  readonly regarding: ObjectReference
  readonly note: string
  /** The same for all that is counted together: of an object, by a policy. */
  readonly key: string
}

/** The refusals of a decision, one for each policy. None of a dry run, and none where nobody knows which object is meant. */
export function refusalsOf(request: Request, { allowed, findings }: Decision): readonly Refusal[] {
  if (allowed || request.dryRun) return []
  const regarding = subjectOf(request)
  if (regarding === undefined) return []
  const first = new Map<string, Finding>()
  for (const finding of findings) {
    const policy = `${finding.policyKind} ${finding.policy}`
    if (finding.effect === 'deny' && !first.has(policy)) first.set(policy, finding)
  }
  return [...first].map(([policy, finding]) => ({
    regarding,
    note: noteOf(request, finding),
    key: [policy, request.operation, ...Object.values(regarding)].join(' '),
  }))
}

/** The object as it is there. What is only to be created is told of its owner; without one its own name will do, as far as it has one. */
function subjectOf(request: Request): ObjectReference | undefined {
  const { operation, subResource, object, oldObject } = request
  if (subResource !== '') return parentOf(request)
  if (operation !== 'CREATE') return referenceTo(oldObject ?? object ?? {})
  if (object === null) return undefined
  const own = unmade(referenceTo(inPlace(object, request)))
  return controllerOf(inPlace(object, request)) ?? named(own, object)
}

/** The API server gives a uid to what it is asked to create, another one at each attempt, and none of them is ever used. */
function unmade({ uid: _, ...reference }: ObjectReference): ObjectReference {
  return reference
}

/** `web-` of what the API server will name. */
function named(own: ObjectReference, object: JsonObject): ObjectReference | undefined {
  if (own.name !== '') return own
  const name = fieldOf(fieldOf(object, 'metadata'), 'generateName')
  return typeof name === 'string' && name !== '' ? { ...own, name } : undefined
}

/** An object at the mutating door may not say yet where it is. */
function inPlace(object: JsonObject, { kind, namespace }: Request): JsonObject {
  const metadata = fieldOf(object, 'metadata')
  const isNamespace = kind.group === '' && kind.kind === 'Namespace'
  if (isNamespace || namespace === '' || typeof metadata !== 'object') return object
  return { ...object, metadata: { ...metadata, namespace } }
}

/** What is sent to a sub-resource may be another kind of object; of Pods it is known whose it is. */
function parentOf({ resource, name, namespace, object, oldObject }: Request) {
  const held = referenceTo(oldObject ?? object ?? {})
  if (held.uid !== undefined) return held
  const isPod = resource.group === '' && resource.resource === 'pods'
  return isPod ? { apiVersion: 'v1', kind: 'Pod', namespace, name } : undefined
}

/** What the API server takes, in bytes. https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/apis/core/validation/events.go (NoteLengthLimit) */
const longestNote = 1024

function noteOf(request: Request, finding: Finding): string {
  const { operation, kind } = request
  const message = storableMessages(request)(finding.message)
  const note = Buffer.from(`${operation} of ${kind.kind} refused by ${finding.policy}: ${message}`)
  return note.length <= longestNote
    ? note.toString()
    : `${wholeCharacters(note.subarray(0, longestNote - 3))}…`
}

/** Without a character that is cut in two. */
function wholeCharacters(bytes: Buffer): string {
  return bytes.toString().replace(/(?<!\uFFFD)\uFFFD+$/, '')
}
