import { decodeReview } from '#src/core/admission/decode-review.ts'
import { findingText, warningText } from '#src/core/engine/finding.ts'
import {
  type Answer,
  admit,
  createSnapshot,
  type Decision,
  type JsonObject,
  latestKubernetesVersion,
  loadPolicies,
  printJson,
  type Question,
  questionKey,
  type Request,
  type Snapshot,
} from '#src/core/index.ts'
import { documentsOf, type Group, type Variant, variantsOf } from './policies.ts'
import type { Surroundings } from './subjects.ts'
import type { Verdict } from './verdict.ts'

type Ask = (question: Question) => Promise<Answer>

/** What this engine makes of every variant of the groups, by the variants' names; `ask` is asked what it cannot know. */
export async function ownVerdicts(
  groups: readonly Group[],
  { namespace, params }: Surroundings,
  ask: Ask,
): Promise<ReadonlyMap<string, Verdict>> {
  const kubernetesVersion = latestKubernetesVersion
  const text = groups.flatMap(documentsOf).map(printJson).join('\n---\n')
  const { policies, problems } = loadPolicies([{ name: 'policies', text }], { kubernetesVersion })
  if (problems.length > 0) throw new Error(`not loaded: ${problems[0]?.message}`)
  const context = [namespace, params].map((object) => ({
    name: 'context',
    text: printJson(object),
  }))
  const { snapshot } = createSnapshot({ policies, context, kubernetesVersion })
  const verdicts = new Map<string, Verdict>()
  for (const variant of groups.flatMap(variantsOf)) {
    verdicts.set(variant.name, verdictOf(await decide(requestOf(variant), snapshot, ask)))
  }
  return verdicts
}

function requestOf({ group: { subject }, name }: Variant): Request {
  const { object } = subject.request
  const named = { ...object, metadata: { ...(object['metadata'] as JsonObject), name } }
  const request = { ...subject.request, name, object: named }
  const review = { apiVersion: 'admission.k8s.io/v1', kind: 'AdmissionReview', request }
  const decoded = decodeReview(printJson(review), 'validate')
  if (decoded.kind !== 'request') throw new Error(JSON.stringify(decoded))
  return decoded.request
}

async function decide(request: Request, snapshot: Snapshot, ask: Ask): Promise<Decision> {
  const answers = new Map<string, Answer>()
  for (;;) {
    const facts = { time: '2026-01-31T12:00:00Z', answers }
    const admission = admit(request, snapshot, facts, () => false)
    if (admission.kind === 'decision') return admission.decision
    for (const question of admission.questions) {
      answers.set(questionKey(question), await ask(question))
    }
  }
}

/** As the API server would tell it. Of warnings it leaves out those that no header can carry. */
function verdictOf({ allowed, findings }: Decision): Verdict {
  const [denial] = findings.filter(({ effect }) => effect === 'deny')
  const warned = findings.filter(({ effect }) => effect === 'warn').map(warningText)
  const warnings = [...new Set(warned)].filter((text) => !/\p{Cc}/u.test(text))
  if (denial === undefined) return { allowed, message: '', reason: '', code: 200, warnings }
  const { reason, code } = denial
  return { allowed, message: findingText(denial), reason, code, warnings }
}
