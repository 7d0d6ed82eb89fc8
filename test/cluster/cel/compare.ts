import type { JsonObject } from '#src/core/index.ts'
import type { ApiServer } from './api-server.ts'
import type { Sample } from './expressions.ts'
import type { GoCel, GoJudgement } from './go-cel.ts'
import { differingParts, type Judgement } from './judgement.ts'
import { ownJudgement, ownRefusal } from './own-judgement.ts'
import { ownVerdicts } from './own-verdicts.ts'
import { chunksOf } from './parallel.ts'
import { type Group, variantsOf } from './policies.ts'
import type { Subject, Surroundings } from './subjects.ts'

/** What Kubernetes and this engine say of an expression where they do not agree. */
interface Disagreement {
  readonly kubernetes: unknown
  readonly own: unknown
}

/** For each sample what differs, undefined where nothing does. */
export type Comparison = (
  samples: readonly Sample[],
) => Promise<readonly (Disagreement | undefined)[]>

/** Kubernetes' libraries: type, value, error and cost as a stored expression, errors of the checker as a new one too. */
export function withLibraries(go: GoCel, values: ReadonlyMap<Subject, JsonObject>): Comparison {
  return async (samples) => {
    const [stored, fresh] = [await evaluated(go, samples), await compiled(go, samples)]
    return samples.map(({ expression, subject }, index) => {
      const kubernetes = stored[index] as GoJudgement
      if (isUndecided(kubernetes)) return undefined
      const own = ownJudgement(expression, 'stored', values.get(subject))
      return (
        disagreement(kubernetes, own) ??
        disagreement(fresh[index] ?? {}, ownJudgement(expression, 'new'))
      )
    })
  }
}

/** The libraries' judgements, with values. */
export function evaluated(go: GoCel, samples: readonly Sample[]): Promise<readonly GoJudgement[]> {
  return go.judge(
    samples.map(({ expression, subject }) => ({ expression, subject: subject.name, stored: true })),
  )
}

/**
 * Whether there is no one outcome to compare with: maps have no order, and cel-go sometimes falls over its own types,
 * which costs whatever had been counted until then.
 */
export function isUndecided({ unstable, panic, error = '' }: GoJudgement): boolean {
  return unstable === true || panic !== undefined || error.startsWith('internal error: ')
}

/** The API server when a policy with the expression as a validation is created. */
export function withRefusals(api: ApiServer): Comparison {
  return async (samples) => {
    const texts = await api.compile(samples.map(({ expression }) => expression))
    return samples.map(({ expression }, index) => {
      const [kubernetes, own] = [texts[index], ownRefusal(expression)]
      const equal = own === undefined ? kubernetes === undefined : kubernetes?.endsWith(`: ${own}`)
      return equal ? undefined : { kubernetes, own }
    })
  }
}

/**
 * The API server's verdict on requests that meet policies with the expressions, `size` in each; where those of a policy
 * differ each expression gets one of its own. Left out are expressions that do not compile, that have no one outcome, and
 * that see that a built-in object is a Go struct in the API server, where a webhook has its JSON.
 */
export function withVerdicts(
  api: ApiServer,
  go: GoCel,
  surroundings: Surroundings,
  size: number,
): Comparison {
  let runs = 0
  const differing = async (samples: readonly Typed[], expressionsEach: number) => {
    const groups = groupsOf(samples, expressionsEach, `of-${size}-${runs++}`)
    const kubernetes = await api.judge(groups.map(({ group }) => group))
    const own = await ownVerdicts(
      groups.map(({ group }) => group),
      surroundings,
      api.answer,
    )
    return groups.flatMap(({ group, members }) => {
      const names = variantsOf(group).map(({ name }) => name)
      const differs = names.filter((name) => !isSame(kubernetes.get(name), own.get(name)))
      const [name] = differs
      if (name === undefined) return []
      return [{ members, disagreement: { kubernetes: kubernetes.get(name), own: own.get(name) } }]
    })
  }
  return async (samples) => {
    const found = await differing(await typed(go, samples), size)
    const suspects = found.flatMap(({ members }) => members)
    const alone = size === 1 || suspects.length === 0 ? found : await differing(suspects, 1)
    // together they can differ where none does alone: by what they cost
    const proven = alone.length === 0 ? found : alone
    const bySample = new Map(
      proven.flatMap(({ members, disagreement: one }) =>
        members.slice(0, 1).map(({ sample }) => [sample, one] as const),
      ),
    )
    return samples.map((sample) => bySample.get(sample))
  }
}

interface Typed {
  readonly sample: Sample
  readonly type: string
}

async function compiled(go: GoCel, samples: readonly Sample[]): Promise<readonly GoJudgement[]> {
  return go.judge(samples.map(({ expression }) => ({ expression })))
}

async function typed(go: GoCel, samples: readonly Sample[]): Promise<readonly Typed[]> {
  const [judged, fresh] = [await evaluated(go, samples), await compiled(go, samples)]
  return samples.flatMap((sample, index) => {
    const { type, program } = fresh[index] ?? {}
    const { typedDiffers = false, ...judgement } = judged[index] ?? {}
    if (type === undefined || program !== undefined || typedDiffers) return []
    return isUndecided(judgement) ? [] : [{ sample, type }]
  })
}

interface Membership {
  readonly group: Group
  readonly members: readonly Typed[]
}

/** Of one subject, and all of them either validations or variables. */
function groupsOf(samples: readonly Typed[], size: number, run: string): readonly Membership[] {
  const kinds = new Map<string, Typed[]>()
  for (const one of samples) {
    const kind = `${one.sample.subject.name} ${isVariable(one.sample)}`
    kinds.set(kind, [...(kinds.get(kind) ?? []), one])
  }
  return [...kinds.values()].flatMap((alike, kind) =>
    chunksOf(alike, size).map((members, index) => {
      const [{ sample }] = members as [Typed]
      const expressions = members.map(({ sample: { expression }, type }) => ({ expression, type }))
      const name = `${run}-${kind}-${index}`
      const asVariables = isVariable(sample)
      return { group: { name, subject: sample.subject, expressions, asVariables }, members }
    }),
  )
}

function isVariable({ index }: Sample): boolean {
  return Math.floor(index / 20) % 2 === 1
}

function disagreement(kubernetes: Judgement, own: Judgement): Disagreement | undefined {
  const parts = differingParts(kubernetes, own)
  if (parts.length === 0) return undefined
  return { kubernetes: only(kubernetes, parts), own: only(own, parts) }
}

function only(judgement: Judgement, parts: readonly (keyof Judgement)[]): Judgement {
  return Object.fromEntries(parts.map((part) => [part, judgement[part]]))
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}
