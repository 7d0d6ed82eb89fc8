import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { review } from '#src/commands/review.ts'
import { latestKubernetesVersion } from '#src/core/index.ts'
import { openPolicies } from '#src/server/policies.ts'
import { firstPolicies } from '#test/support/first-policies.ts'
import { run } from '#test/support/run-command.ts'
import { temporaryFolder } from '#test/support/temporary-folder.ts'
import { startWebhook } from '#test/support/webhook.ts'
import { corporaFolder, hasCorpora, whereCorporaAre } from './corpora.ts'

const folder = join(corporaFolder, 'admissionreviews')
const files = hasCorpora
  ? readdirSync(folder)
      .filter((name) => name.endsWith('.json'))
      .sort()
  : []
const doors = ['validate', 'mutate'] as const

interface Answer {
  readonly apiVersion: string
  readonly kind: string
  readonly response: {
    readonly uid: string
    readonly allowed: boolean
    readonly status?: { readonly message: string; readonly reason: string; readonly code: number }
    readonly patch?: string
    readonly patchType?: string
  }
}

/** Asks for a namespace that nobody names, so that questions are part of the comparison. */
const asking = `apiVersion: sallyport.dev/v1alpha1
kind: ValidatingRule
metadata: { name: asks-for-the-namespace }
spec:
  matchConstraints:
    namespaceSelector: { matchLabels: { guarded: "yes" } }
    resourceRules:
      - { apiGroups: ["*"], apiVersions: ["*"], operations: ["*"], resources: ["*"] }
  validations:
    - expression: namespaceObject.metadata.name != 'kube-system'
`

async function answersAt(door: (typeof doors)[number], policies: readonly string[]) {
  const flags = policies.flatMap((path) => ['--policies', path])
  const ran = await run(review, [folder, '--door', door, ...flags])
  return { ...ran, texts: ran.stdout.split('\n').slice(0, -1) }
}

describe.skipIf(!hasCorpora)(`AdmissionReviews of other projects (${whereCorporaAre})`, () => {
  test.for(doors)('each gets a well-formed answer with its uid: %s', async (door) => {
    const { code, texts } = await answersAt(door, firstPolicies)
    expect(code).toBe(1)
    expect(texts).toHaveLength(112)
    for (const [index, name] of files.entries()) {
      const given = JSON.parse(readFileSync(join(folder, name), 'utf8'))
      const answer = JSON.parse(texts[index] ?? '') as Answer
      expect(answer).toMatchObject({ apiVersion: given.apiVersion, kind: 'AdmissionReview' })
      expect(answer.response.uid).toBe(given.request.uid ?? '')
      expect(answer.response.patchType).toBe(
        answer.response.patch === undefined ? undefined : 'JSONPatch',
      )
      if (!answer.response.allowed) expect(answer.response.status?.message).toMatch(/\S/)
    }
  })

  test('86 of them have no uid: refused, with the reason', async () => {
    const { texts, stderr } = await answersAt('validate', firstPolicies)
    const refused = texts
      .map((text) => JSON.parse(text) as Answer)
      .filter(({ response }) => response.uid === '')
    expect(refused).toHaveLength(86)
    expect(stderr.trimEnd().split('\n')).toHaveLength(86)
    for (const { response } of refused) {
      expect(response).toEqual({
        uid: '',
        allowed: false,
        status: {
          status: 'Failure',
          message: 'request.uid is missing; an answer must repeat it',
          reason: 'BadRequest',
          code: 400,
        },
      })
    }
  })

  test('review answers byte for byte what the server answers over TLS', async () => {
    const extra = await temporaryFolder({ 'asking.yaml': asking })
    const policies = [...firstPolicies, extra]
    const opened = await openPolicies(
      {
        policies,
        context: [],
        exemptionNamespace: [],
        kubernetesVersion: latestKubernetesVersion,
      },
      () => undefined,
    )
    if (opened.kind !== 'policies') throw new Error(opened.message)
    onTestFinished(() => opened.policies.close())
    const webhook = await startWebhook({ doors: { snapshot: opened.policies.snapshot } })
    for (const door of doors) {
      const { texts } = await answersAt(door, policies)
      for (const [index, name] of files.entries()) {
        const answer = await webhook.post(`/${door}`, readFileSync(join(folder, name)))
        expect(answer.text, `${name} at ${door}`).toBe(texts[index])
      }
      const asked = texts.filter((text) => text.includes('is not known: name it in --context'))
      expect(asked.length > 0).toBe(door === 'validate')
    }
  })
})
