import type { AddressInfo } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { connect } from '#src/cluster/connection.ts'
import { policyText } from '#src/cluster/object-text.ts'
import { statusController } from '#src/cluster/status/status-controller.ts'
import {
  type Answer,
  createSnapshot,
  fieldOf,
  isObject,
  type JsonObject,
  latestKubernetesVersion,
  loadPolicies,
  objectStatuses,
  ownKinds,
  type Question,
  questionKey,
} from '#src/core/index.ts'
import { buildServer } from '#src/server/build-server.ts'
import { certificateSource, testCertificates } from '#test/support/test-certificates.ts'

/** The door for our kinds and the keeper of their statuses, on one cluster; what they know comes from lists every 100 ms. */
export interface KindsServer {
  readonly url: string
  readonly ca: string
  /** Statuses written so far. */
  readonly written: () => number
  readonly stop: () => Promise<void>
}

const group = '/apis/sallyport.dev/v1alpha1'
const exemptionNamespaces = ['sallyport']

export async function startKindsServer(kubeconfig: string): Promise<KindsServer> {
  const connection = await connect({ kubeconfig, context: undefined, folder: '/' }, 10_000)
  const listeners = new Set<() => void>()
  let held = await listed()
  let snapshot = snapshotOf(held)
  let written = 0

  async function listed(): Promise<readonly JsonObject[]> {
    const lists = await Promise.all(
      ownKinds.map(async ({ kind, plural }) => {
        const { items } = await connection.get(`${group}/${plural}`)
        return (items as readonly JsonObject[]).map((item) => ({
          ...item,
          apiVersion: 'sallyport.dev/v1alpha1',
          kind,
        }))
      }),
    )
    return lists.flat()
  }

  const ended = new AbortController()
  const following = (async () => {
    while (!ended.signal.aborted) {
      const now = await listed()
      if (JSON.stringify(now) !== JSON.stringify(held)) {
        held = now
        snapshot = snapshotOf(held)
        for (const listener of listeners) listener()
      }
      await delay(100)
    }
  })()
  const statuses = objectStatuses()
  const controller = statusController(connection, {
    statuses: () =>
      statuses(held, {
        snapshot,
        exemptionNamespaces,
        time: new Date().toISOString(),
        unreadable: new Map(),
      }),
    onChange: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    observer: {
      statusWritten: () => {
        written += 1
      },
      statusFailed: (cause) => {
        throw cause
      },
    },
    pace: { lookAgainMs: 1_000, settleMs: 50 },
  })
  const running = controller.run(ended.signal)

  async function answer(question: Question): Promise<Answer> {
    if (question.kind !== 'access') throw new Error(`the door asks for a ${question.kind}`)
    const review = await connection.post('/apis/authorization.k8s.io/v1/subjectaccessreviews', {
      apiVersion: 'authorization.k8s.io/v1',
      kind: 'SubjectAccessReview',
      spec: question.spec as unknown as JsonObject,
    })
    const status = fieldOf(review, 'status')
    return { kind: 'reviewed', status: { allowed: isObject(status) && status['allowed'] === true } }
  }

  const { authority, leaf } = await testCertificates()
  const shared = {
    answerQuestions: async (questions: readonly Question[]) =>
      new Map(
        await Promise.all(
          questions.map(async (one) => [questionKey(one), await answer(one)] as const),
        ),
      ),
    observer: {
      started: () => undefined,
      ended: () => undefined,
      answered: () => undefined,
      failed: () => undefined,
      refused: () => undefined,
      connectionFailed: () => undefined,
    },
    now: () => new Date(),
    timeoutMs: 10_000,
    draining: () => false,
  }
  const app = buildServer({
    tls: {
      certificates: certificateSource(leaf),
      minVersion: 'TLSv1.2',
      clientAuthorities: undefined,
    },
    limits: { bodyBytes: 7 * 1024 ** 2, requestMs: 10_000, keepAliveMs: 90_000 },
    doors: { snapshot: () => snapshot, ...shared },
    policyDoor: { surroundings: () => ({ snapshot, exemptionNamespaces }), ...shared },
  })
  await app.listen({ host: '127.0.0.1', port: 0 })
  const { port } = app.server.address() as AddressInfo
  return {
    url: `https://127.0.0.1:${port}`,
    ca: authority.certificate,
    written: () => written,
    stop: async () => {
      ended.abort()
      await Promise.all([following, running])
      app.server.closeAllConnections()
      await app.close()
      connection.close()
    },
  }
}

function snapshotOf(held: readonly JsonObject[]) {
  const { policies } = loadPolicies(
    held.filter(({ kind }) => kind !== 'PolicyExemption').map(policyText),
    { kubernetesVersion: latestKubernetesVersion },
  )
  const exemptions = held.filter(({ kind }) => kind === 'PolicyExemption').map(policyText)
  return createSnapshot({ policies, context: exemptions, exemptionNamespaces }).snapshot
}
