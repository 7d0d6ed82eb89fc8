import {
  type CreatedKind,
  type Creation,
  createdKinds,
  creationsOf,
  fieldOf,
  isBuiltInGroup,
  type JsonObject,
  jsonEqual,
  requestFor,
  type Snapshot,
  serviceAccountUser,
  valueAt,
} from '../core/index.ts'
import { createdView, type ObjectView } from './object-view.ts'
import {
  type PretendedCluster,
  type Sent,
  throughApiServer,
  throughStages,
  type WholePassage,
} from './through-doors.ts'

/** An object that a controller creates, on its way through the API server. */
export interface CreatedPassage {
  readonly passage: WholePassage
  readonly view: ObjectView
  /** What its controller makes up, and nobody can know. */
  readonly unknown: Creation['unknown']
}

/** What was let in, of which controllers create more. */
interface Owner {
  readonly passage: WholePassage
  readonly view: ObjectView
}

/**
 * Sends what controllers create because of an object that was let in: its Pods, and what is between it and them. Nothing where no
 * policy looks at these kinds, and nothing of a template that an update leaves as it was.
 */
export function throughControllers(
  owner: Owner,
  { operation, oldObject, uid }: Sent,
  cluster: PretendedCluster,
): readonly CreatedPassage[] {
  const { passage } = owner
  const { snapshot } = cluster
  if (operation === 'DELETE' || !isLetIn(passage) || isNotServed(passage)) return []
  const kinds = createdKinds(passage.resource, snapshot.workloads)
  if (!kinds.some((kind) => isJudged(kind, passage.namespace, snapshot))) return []
  const old = operation === 'UPDATE' ? oldObject : undefined
  return creations(passage, cluster)
    .filter(({ template }) => !isAsBefore(template, passage.object, old ?? undefined))
    .flatMap((creation) => created(creation, owner, { uid, cluster }))
}

/** No controller looks at what looks like one of Kubernetes' own kinds and is none. */
function isNotServed({ isKnownKind, object }: WholePassage): boolean {
  return !isKnownKind && isBuiltInGroup(String(object['apiVersion']))
}

/** Something that is not allowed, or cannot be decoded at a door, is not stored. */
function isLetIn({ decisions, problems, mutationProblems }: WholePassage): boolean {
  return (
    decisions.every(({ allowed }) => allowed) &&
    mutationProblems.length === 0 &&
    !problems.some(({ kind }) => kind === 'undecodable')
  )
}

function creations({ object, resource }: WholePassage, cluster: PretendedCluster) {
  const { snapshot, time } = cluster
  return creationsOf(object, resource, { workloads: snapshot.workloads, time })
}

function isAsBefore(
  template: Creation['template'],
  object: JsonObject,
  old: JsonObject | undefined,
): boolean {
  if (old === undefined) return false
  return jsonEqual(valueAt(object, template) ?? null, valueAt(old, template) ?? null)
}

interface Circumstances {
  readonly uid: string
  readonly cluster: PretendedCluster
}

function created(
  creation: Creation,
  owner: Owner,
  circumstances: Circumstances,
): readonly CreatedPassage[] {
  const { uid, cluster } = circumstances
  const { namespace } = owner.passage
  const { kind, object, account, unknown } = creation
  const userInfo = account === undefined ? {} : serviceAccountUser('kube-system', account)
  const sent = { uid, namespace, userInfo }
  const passage = isJudged(kind, namespace, cluster.snapshot)
    ? throughApiServer(object, sent, cluster)
    : unjudged(creation, owner, sent, cluster)
  const view = createdView(creation, passage.object, owner.view)
  const next = isLetIn(passage) ? creations(passage, cluster) : []
  return [
    { passage, view, unknown },
    ...next.flatMap((one) => created(one, { passage, view }, circumstances)),
  ]
}

/** The template of a Deployment is that of its ReplicaSet as it is: to send it again took as long as the Deployment. */
function unjudged(
  { kind, object }: Creation,
  { passage: { object: owner, namespace } }: Owner,
  sent: Sent,
  cluster: PretendedCluster,
): WholePassage {
  if (kind !== 'ReplicaSet') return throughStages(object, sent, cluster)
  const metadata = { ...(fieldOf(object, 'metadata') as JsonObject), namespace }
  const uid = valueAt(owner, ['metadata', 'uid']) ?? ''
  const stored = { ...object, metadata: { ...metadata, uid } }
  return {
    ...{ decisions: [], problems: [], mutationProblems: [], unknown: [], isKnownKind: true },
    ...{ arrived: object, object: stored, namespace },
    resource: { group: 'apps', version: 'v1', resource: 'replicasets' },
  }
}

const samples: Readonly<Record<CreatedKind, JsonObject>> = {
  Pod: { apiVersion: 'v1', kind: 'Pod', metadata: {} },
  ReplicaSet: { apiVersion: 'apps/v1', kind: 'ReplicaSet', metadata: {} },
  Job: { apiVersion: 'batch/v1', kind: 'Job', metadata: {} },
}

/** Whether some policy may look at objects of the kind; what it says of their templates it says of their Pods as well. */
function isJudged(kind: CreatedKind, namespace: string, snapshot: Snapshot): boolean {
  if (kind === 'Pod' && snapshot.podSecurity !== undefined) return true
  const { kinds, index } = snapshot
  return (['mutate', 'validate'] as const).some((door) =>
    index
      .candidates(requestFor(samples[kind], { door, uid: '', namespace, kinds }))
      .some(({ mayJudgeRequest }) => mayJudgeRequest),
  )
}
