import { isDeepStrictEqual } from 'node:util'
import type { JsonObject } from '#src/core/index.ts'
import type { PolicyCase } from '#src/tester/cases/policy-case.ts'
import type { ApiRequest } from '../api-client.ts'
import { type ApiVerdict, apiVerdict, type Ways } from '../tester-parity/api-verdict.ts'
import { inOrder } from '../tester-parity/in-order.ts'
import type { Verdict } from '../tester-parity/verdict.ts'
import { eventually } from '../wait.ts'
import { caseRequest } from './case-request.ts'
import { type ApiSide, hold, release } from './held-objects.ts'
import { isExemption, type PlacedCase } from './placed-case.ts'
import { type Names, named } from './renamed.ts'
import { nameOf, slotKey } from './rule-copies.ts'

export interface JudgedCase {
  readonly title: string
  /** The policy that the case is about. */
  readonly policy: string
  /** With the sub-resource. */
  readonly operation: string
  /** Whether it shows an object that nobody decodes. */
  readonly isRaw: boolean
  readonly api: ApiVerdict
  readonly tester: Verdict
}

/** The rules that judge: where they are in force, and what they are called there. */
interface Judges {
  readonly slot: string
  readonly names: Names
  /** Whether the cluster must hold what the case says that it holds. */
  readonly context: 'held' | 'known'
}

/** The case by the API server and by the tester; what had to be stored for it is gone when that is answered. */
export async function judgeCase(
  one: PlacedCase,
  judges: Judges,
  side: ApiSide,
): Promise<JudgedCase> {
  const { title, row, policies, tester } = one
  const { operation = 'CREATE', subResource = '' } = row
  const policy = row.policy ?? policies.map(nameOf).join()
  const judged = {
    ...{ title, policy, tester },
    operation: subResource === '' ? operation : `${operation} ${subResource}`,
    isRaw: row.raw,
  }
  try {
    return { ...judged, api: await answerTo(one, judges, side) }
  } catch (error) {
    return { ...judged, api: { unfit: String(error), status: 0 } }
  }
}

async function answerTo(
  { row, tester }: PlacedCase,
  judges: Judges,
  side: ApiSide,
): Promise<ApiVerdict> {
  const { request, stored } = caseRequest(row, side.served)
  const held = judges.context === 'held' ? heldBy(row) : []
  const isThere = stored === undefined || held.includes(stored)
  const objects = [...spacesOf(row, judges), ...held, ...(isThere ? [] : [stored])]
  const ways = waysOf(row, judges.slot)
  const ask = async () => named(await apiVerdict(side.client, request, ways), judges.names)
  try {
    for (const object of objects) {
      const unfit = await hold(object, side)
      if (unfit !== undefined) return unfit
    }
    return await settled(ask, tester)
  } finally {
    for (const object of objects.toReversed()) await release(object, side)
  }
}

/** The namespaces that it is about, with their labels where the rules are to see those. */
function spacesOf(row: PolicyCase, { context }: Judges): readonly JsonObject[] {
  const { object, namespace, namespaceObject } = row
  const given =
    context === 'held'
      ? [...row.context, ...(namespaceObject === undefined ? [] : [namespaceObject])]
      : []
  const held = given.filter(({ kind }) => kind === 'Namespace')
  const places = [object, ...given].map(
    ({ metadata }) => (metadata as JsonObject | undefined)?.['namespace'],
  )
  const names = new Set([...places, namespace].filter((name) => typeof name === 'string'))
  for (const { metadata } of held) names.delete(String((metadata as JsonObject)['name']))
  const others = [...names].filter((name) => !standing.includes(name))
  return [
    ...others.map((name) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } })),
    ...held,
  ]
}

/** They are there, and nobody changes their labels. */
const standing = ['default', 'kube-system', 'kube-public', 'kube-node-lease', 'sallyport']

function heldBy({ context }: PolicyCase): readonly JsonObject[] {
  return context.filter((one) => one['kind'] !== 'Namespace' && !isExemption(one))
}

function waysOf({ userInfo = {} }: PolicyCase, slot: string): Ways {
  const as = (extra: Readonly<Record<string, readonly string[]>>) => (request: ApiRequest) => ({
    ...request,
    as: { ...userInfo, extra: { ...userInfo.extra, ...extra } },
  })
  return { bare: as({}), guarded: as({ [slotKey]: [slot] }) }
}

const patienceMs = 3_000

/**
 * What the cluster holds is known a moment later, so an answer counts once it is the tester's, and at the end whatever it is.
 * One that would be the same without what is held says nothing about that anyway.
 */
async function settled(ask: () => Promise<ApiVerdict>, tester: Verdict): Promise<ApiVerdict> {
  let last = await ask()
  const isSettled = () => 'unfit' in last || isDeepStrictEqual(inOrder(last), inOrder(tester))
  if (isSettled()) return last
  await eventually(
    "the answer is the tester's",
    async () => {
      last = await ask()
      if (!isSettled()) throw new Error('it is another one')
    },
    patienceMs,
  ).catch(() => undefined)
  return last
}
