import {
  createSnapshot,
  type DeclaredWorkload,
  type KubernetesVersion,
  type LoadedPolicies,
  loadPolicies,
  nearestName,
  type PolicySet,
  type Problem,
  problemAt,
  type SourceDocument,
  type SourceText,
} from '../../core/index.ts'
import { unbundledPaths } from '../../files/read-policies.ts'
import { type Origin, readTexts } from '../../files/read-sources.ts'
import type { CaseWorld } from './case-world.ts'
import { type CaseDocument, findCases } from './find-cases.ts'
import type { PolicyCase } from './policy-case.ts'

/** Where cases and policies stand, and the cluster that all of them share. */
export interface CasePaths {
  readonly paths: readonly string[]
  readonly context: readonly string[]
  readonly kubernetesVersion: KubernetesVersion
  /** The namespaces whose PolicyExemptions count. */
  readonly exemptionNamespace: readonly string[]
  /** Kinds that create Pods, beside those that are known. */
  readonly podTemplate: readonly DeclaredWorkload[]
}

/** The cases of a document, ready to be run. Documents with the same policies share their world. */
export interface CaseSet {
  readonly document: SourceDocument
  readonly cases: readonly PolicyCase[]
  readonly world: CaseWorld
}

/** A policy by where it stands. */
export interface PolicyTitle {
  readonly kind: string
  readonly name: string
  readonly document: SourceDocument
}

export interface LoadedCases {
  readonly sets: readonly CaseSet[]
  /** Every policy that stands below the paths or that cases are about, each once. */
  readonly policies: readonly PolicyTitle[]
  /** The same, ready to judge; some may stand in several. */
  readonly policySets: readonly PolicySet[]
  readonly problems: readonly Problem[]
}

/** Every document of cases below the paths with its policies; what is wrong with either is a problem, and the rest is there. */
export async function loadCases(paths: CasePaths, origin: Origin): Promise<LoadedCases> {
  const { paths: places, problems: unbundled } = unbundledPaths(paths.paths, origin.folder)
  const read = await readTexts(places, origin)
  const context = await readTexts(paths.context, origin)
  const found = findCases(read.texts, origin.folder)
  const worlds = worldsIn(paths, context.texts)
  const prepared = found.documents.map(({ document, cases, policies }) => {
    const set = { document, cases, world: worlds.of(policies) }
    return { set, problems: policyProblems(set, paths.kubernetesVersion) }
  })
  const others = othersIn(read.texts, found.documents, paths.kubernetesVersion)
  const loaded = [...worlds.loaded(), others]
  const isSound = ({ set, problems }: (typeof prepared)[number]) =>
    problems.length === 0 && !set.world.policies(paths.kubernetesVersion).problems.some(isError)
  return {
    sets: prepared.filter(isSound).map(({ set }) => set),
    policies: titlesOf(loaded),
    policySets: loaded.map(({ policies }) => policies),
    problems: [
      ...unbundled,
      ...read.problems,
      ...context.problems,
      ...contextProblems(context.texts, paths),
      ...found.problems,
      ...distinct(loaded.flatMap(({ problems }) => problems)),
      ...prepared.flatMap(({ problems }) => problems),
      ...(found.documents.length === 0 &&
      [...unbundled, ...read.problems, ...found.problems].length === 0
        ? [noCases(paths.paths)]
        : []),
    ],
  }
}

/** Worlds by their policies, each made once; policies are read once for each release that a case asks for. */
function worldsIn(paths: CasePaths, context: readonly SourceText[]) {
  const worlds = new Map<string, CaseWorld>()
  const of = (policies: readonly SourceText[]): CaseWorld => {
    const key = JSON.stringify(policies.map(({ name }) => name))
    const world = worlds.get(key) ?? worldOf(policies, context, paths)
    worlds.set(key, world)
    return world
  }
  const loaded = () => [...worlds.values()].map((world) => world.policies(world.kubernetesVersion))
  return { of, loaded }
}

function worldOf(
  texts: readonly SourceText[],
  context: readonly SourceText[],
  { kubernetesVersion, exemptionNamespace, podTemplate }: CasePaths,
): CaseWorld {
  const loaded = new Map<KubernetesVersion, LoadedPolicies>()
  const policies = (version: KubernetesVersion): LoadedPolicies => {
    const known = loaded.get(version) ?? loadPolicies(texts, { kubernetesVersion: version })
    loaded.set(version, known)
    return known
  }
  return {
    policies,
    kubernetesVersion,
    context,
    exemptionNamespaces: exemptionNamespace,
    podTemplates: podTemplate,
  }
}

/** Policies beside which no cases stand. What is no policy is somebody else's there, unless it claims to be ours. */
function othersIn(
  texts: readonly SourceText[],
  documents: readonly CaseDocument[],
  kubernetesVersion: KubernetesVersion,
): LoadedPolicies {
  const known = new Set(documents.flatMap(({ policies }) => policies.map(({ name }) => name)))
  const others = texts.filter(({ name }) => !known.has(name))
  const loaded = loadPolicies(others, { kubernetesVersion })
  const problems = loaded.problems.filter(
    ({ code, found = '' }) => code !== 'not-a-policy' || found.startsWith('sallyport.dev/'),
  )
  return { ...loaded, problems }
}

function titlesOf(loaded: readonly LoadedPolicies[]): readonly PolicyTitle[] {
  const titles = loaded.flatMap(({ policies }) =>
    policies.policies.map(({ policy }) => {
      const { kind, name, place } = policy
      return [
        `${place.document.source} ${kind} ${name}`,
        { kind, name, document: place.document },
      ] as const
    }),
  )
  return [...new Map(titles).values()]
}

function contextProblems(texts: readonly SourceText[], paths: CasePaths): readonly Problem[] {
  if (texts.length === 0) return []
  const { kubernetesVersion, exemptionNamespace } = paths
  const { policies } = loadPolicies([], { kubernetesVersion })
  const created = createSnapshot({
    policies,
    context: texts,
    kubernetesVersion,
    exemptionNamespaces: exemptionNamespace,
  })
  return created.problems.filter((problem) => !created.exemptionProblems.includes(problem))
}

/** A case of a policy that is not there shows nothing. */
function policyProblems(
  { document, cases, world }: CaseSet,
  version: KubernetesVersion,
): readonly Problem[] {
  const { policies, podSecurity } = world.policies(version)
  const names = [
    ...policies.policies.map(({ policy }) => policy.name),
    ...(podSecurity === undefined ? [] : ['PodSecurity']),
  ]
  if (names.length === 0) {
    return [
      problemAt(document, ['kind'], {
        code: 'no-policies',
        message: 'no policy stands beside these cases',
        remedy: 'put them into the folder of the policy, or name it with policies',
      }),
    ]
  }
  const unknown = cases.filter(({ policy }) => policy !== undefined && !names.includes(policy))
  const places = new Map(unknown.map((row) => [placeOfName(document, row), row.policy ?? '']))
  return [...places].map(([place, name]) => {
    const near = nearestName(name, names)
    return problemAt(document, JSON.parse(place) as (string | number)[], {
      code: 'no-such-policy',
      message: `no policy beside these cases is named "${name}"`,
      remedy: near === undefined ? `it is one of ${names.join(', ')}` : `did you mean "${near}"?`,
    })
  })
}

/** Where the name of the policy was written: in the case, in one that it is like, or at the top. */
function placeOfName({ value }: SourceDocument, { at, policy }: PolicyCase): string {
  const { cases, policy: top } = value as unknown as {
    readonly cases: readonly { readonly policy?: string }[]
    readonly policy?: string
  }
  if (cases[Number(at[1])]?.policy === policy) return JSON.stringify([...at, 'policy'])
  const other = cases.findIndex((row) => row.policy === policy)
  return JSON.stringify(top === policy || other === -1 ? ['policy'] : ['cases', other, 'policy'])
}

function isError({ severity }: Problem): boolean {
  return severity === 'error'
}

function distinct(problems: readonly Problem[]): readonly Problem[] {
  return [...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values()]
}

function noCases(paths: readonly string[]): Problem {
  return {
    code: 'no-cases',
    severity: 'error',
    source: paths.join(', '),
    message: 'there are no cases here',
    remedy: 'write them beside the policies as documents of kind PolicyCases',
  }
}
