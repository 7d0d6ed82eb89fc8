import { impersonatedUser, serviceAccountUser } from '../../admission/impersonated.ts'
import type { Request } from '../../admission/request.ts'
import type { Snapshot } from '../../engine/snapshot.ts'
import { creationsOf } from '../../kubernetes/controllers/controllers.ts'
import { kindOf, nameOf, namespaceOf } from '../../kubernetes/object.ts'
import { type JsonObject, valueAt } from '../../source/json-value.ts'
import { isNeverIntercepted, neverWaits } from './never-intercepted.ts'
import { type Passed, type Simulation, simulate } from './simulate.ts'
import { type SystemRequest, systemRequests } from './system-objects.ts'

/** Something that a cluster needs, and a policy that would keep it from it. */
export interface Lockout {
  /**
   * `refused`: the policy says no. `waits`: it may say yes, but it fails closed, and what Sallyport needs for its own start would
   * have to wait for Sallyport.
   */
  readonly kind: 'refused' | 'waits'
  readonly what: string
  /** `DaemonSet calico-system/calico-node`. */
  readonly object: string
  readonly namespace: string
  readonly policyKind: string
  readonly policy: string
  readonly message: string
  /** Whether it is an example of what clusters run, and not of this one. */
  readonly isExample: boolean
}

export interface LockoutOptions {
  /** RFC 3339. */
  readonly time: string
  /** The workloads that run in the cluster, in place of examples. */
  readonly objects?: readonly JsonObject[]
  readonly exemptNamespaces?: readonly string[]
  /** Whether a request comes to Sallyport at all; by default what the webhook configurations never let through does not. */
  readonly reaches?: (request: Request) => boolean
}

/** What of the cluster the policies would lock out, each policy and object once; pure, and slow enough to be asked rarely. */
export function lockouts(snapshot: Snapshot, options: LockoutOptions): readonly Lockout[] {
  const found = [...lockoutsInSteps(snapshot, options)].flat()
  const distinct = new Map(
    found.map((one) => [`${one.kind} ${one.object} ${one.policyKind} ${one.policy}`, one]),
  )
  return [...distinct.values()]
}

/** The same, one request a step, for whoever has to do something else in between; some may come twice. */
export function* lockoutsInSteps(
  snapshot: Snapshot,
  options: LockoutOptions,
): Generator<readonly Lockout[]> {
  const { time, objects, exemptNamespaces = [] } = options
  const reaches =
    options.reaches ?? ((request: Request) => !isNeverIntercepted(request, exemptNamespaces))
  const requests = systemRequests
    .filter(({ isExample }) => !isExample || objects === undefined)
    .concat((objects ?? []).map(asItRuns))
  for (const request of requests) {
    yield lockoutsOf(request, { simulation: { snapshot, time }, reaches })
  }
}

const administrator = impersonatedUser('kubernetes-admin', ['system:masters'])

/** What is in the network of its node may well be what brings Pods into theirs. */
function asItRuns(object: JsonObject): SystemRequest {
  const what = 'what runs in the cluster'
  const comesFirst = valueAt(object, ['spec', 'template', 'spec', 'hostNetwork']) === true
  return {
    ...{ what, object, operation: 'CREATE', userInfo: administrator },
    ...{ comesFirst, isExample: false },
  }
}

interface Circumstances {
  readonly simulation: Simulation
  readonly reaches: (request: Request) => boolean
}

/** Those of the object, and of what controllers create because of it. */
function lockoutsOf(sent: SystemRequest, circumstances: Circumstances): readonly Lockout[] {
  const { simulation, reaches } = circumstances
  const { workloads } = simulation.snapshot
  const { passed, object } = simulate(sent.object, { ...sent, ...homeOf(sent.object) }, simulation)
  const own = passed
    .filter(({ request }) => reaches(request))
    .flatMap((one) => [...refusals(one, sent), ...waits(one, sent, simulation.snapshot)])
  const resource = passed[0]?.request.resource
  if (resource === undefined || sent.operation !== 'CREATE') return own
  const created = creationsOf(object, resource, { workloads, time: simulation.time })
  const ofCreated = created.flatMap(({ object: next, account }) =>
    lockoutsOf(
      { ...sent, object: inNamespaceOf(object, next), userInfo: userOf(account) },
      circumstances,
    ),
  )
  const said = new Set(own.map(policyOf))
  return [...own, ...ofCreated.filter((one) => !said.has(policyOf(one)))]
}

/** What a policy says of a workload it need not say of its Pods. */
function policyOf({ kind, policyKind, policy }: Lockout): string {
  return `${kind} ${policyKind} ${policy}`
}

function homeOf(object: JsonObject) {
  const namespace = namespaceOf(object)
  return namespace === '' ? {} : { namespace }
}

function inNamespaceOf(owner: JsonObject, object: JsonObject): JsonObject {
  const metadata = object['metadata'] as JsonObject
  return { ...object, metadata: { ...metadata, namespace: namespaceOf(owner) } }
}

function userOf(account: string | undefined) {
  return account === undefined ? {} : serviceAccountUser('kube-system', account)
}

function refusals({ request, decision }: Passed, sent: SystemRequest): readonly Lockout[] {
  return decision.findings
    .filter(({ effect }) => effect === 'deny')
    .map(({ policyKind, policy, message }) => ({
      ...{ kind: 'refused' as const, ...aboutOf(request, sent) },
      ...{ policyKind, policy, message },
    }))
}

function waits(
  { request, decision }: Passed,
  sent: SystemRequest,
  { index }: Snapshot,
): readonly Lockout[] {
  if (!sent.comesFirst || !decision.allowed || neverWaits(request)) return []
  const asked = new Set(decision.applied)
  return index
    .candidates(request)
    .map(({ compiled }) => compiled.policy)
    .filter(({ name, failurePolicy }) => failurePolicy === 'Fail' && asked.has(name))
    .map(({ kind: policyKind, name: policy }) => ({
      ...{ kind: 'waits' as const, ...aboutOf(request, sent), policyKind, policy },
      message: 'it fails closed: while Sallyport is away this could not be created',
    }))
}

function aboutOf({ object, oldObject, namespace }: Request, { what, isExample }: SystemRequest) {
  const judged = object ?? oldObject ?? {}
  const name = nameOf(judged) || String((judged['metadata'] as JsonObject)['generateName'] ?? '')
  const place = namespace === '' ? name : `${namespace}/${name}`
  return { what, object: `${kindOf(judged)} ${place}`, namespace, isExample }
}
