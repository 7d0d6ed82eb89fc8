import { type ApiClient, apiClient } from '../api-client.ts'
import type { ControlPlane } from '../control-plane.ts'

/** What became of the requests of a traffic. */
interface TrafficResult {
  readonly allowed: number
  readonly denied: number
  /** Answers that are neither the right verdict nor a webhook that could not be called. */
  readonly wrong: readonly string[]
  /** Where the API server could not call the webhook, in its words. */
  readonly failed: readonly string[]
}

export interface Traffic {
  readonly result: () => TrafficResult
  /** Answers when so many requests have been answered since now. */
  readonly another: (count: number) => Promise<void>
  readonly stop: () => Promise<TrafficResult>
}

export interface TrafficOptions {
  readonly namespace: string
  /** At most so many at once. */
  readonly concurrency: number
  /** Undefined: as fast as they are answered. */
  readonly perSecond?: number
}

/** What the rule of `teamRule` says. */
const refusal = 'name the team in the label team'

/** Pods of the namespace must name a team: what traffic is judged by. */
export function teamRule(namespace: string) {
  return {
    apiVersion: 'sallyport.dev/v1alpha1',
    kind: 'ValidatingRule',
    metadata: { name: 'team-label' },
    spec: {
      matchConstraints: {
        namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } },
        resourceRules: [
          {
            apiGroups: [''],
            apiVersions: ['v1'],
            resources: ['pods'],
            operations: ['CREATE', 'UPDATE'],
          },
        ],
      },
      validations: [
        {
          expression: "has(object.metadata.labels) && 'team' in object.metadata.labels",
          message: refusal,
        },
      ],
      validationActions: ['Deny'],
    },
  }
}

/** Pods, created on dry run, every other one of which has no team; each answer is held against what is right. */
export function startTraffic(
  { kubeconfig }: Pick<ControlPlane, 'kubeconfig'>,
  { namespace, concurrency, perSecond }: TrafficOptions,
): Traffic {
  const api = apiClient(kubeconfig)
  const counts = { allowed: 0, denied: 0, answered: 0 }
  const wrong: string[] = []
  const failed: string[] = []
  const result = () => ({ ...counts, wrong: [...wrong], failed: [...failed] })
  let number = 0
  let isOver = false
  const work = async () => {
    while (!isOver) {
      const started = performance.now()
      const outcome = await send(api, namespace, number++)
      counts.answered += 1
      if (outcome.kind === 'wrong') wrong.push(outcome.text)
      else if (outcome.kind === 'failed') failed.push(outcome.text)
      else counts[outcome.kind] += 1
      if (perSecond !== undefined) {
        await until(started + (concurrency * 1000) / perSecond)
      }
    }
  }
  const workers = Array.from({ length: concurrency }, work)
  return {
    result,
    another: async (count) => {
      const goal = counts.answered + count
      while (counts.answered < goal) await until(performance.now() + 20)
    },
    stop: async () => {
      isOver = true
      await Promise.all(workers)
      api.close()
      return result()
    },
  }
}

type Outcome =
  | { readonly kind: 'allowed' | 'denied' }
  | { readonly kind: 'wrong' | 'failed'; readonly text: string }

async function send(api: ApiClient, namespace: string, number: number): Promise<Outcome> {
  const hasTeam = number % 2 === 0
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: `traffic-${number}`, labels: hasTeam ? { team: 'a' } : { app: 'a' } },
    spec: { containers: [{ name: 'main', image: 'nginx:1.29' }] },
  }
  const path = `/api/v1/namespaces/${namespace}/pods?dryRun=All`
  try {
    const { status, text } = await api.post(path, JSON.stringify(pod))
    if (status === 201 && hasTeam) return { kind: 'allowed' }
    if (status === 403 && !hasTeam && text.includes(refusal)) return { kind: 'denied' }
    const kind = text.includes('failed calling webhook') ? 'failed' : 'wrong'
    return { kind, text: `${status}: ${text}` }
  } catch (error) {
    return { kind: 'wrong', text: error instanceof Error ? error.message : String(error) }
  }
}

function until(time: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.max(time - performance.now(), 0)))
}
