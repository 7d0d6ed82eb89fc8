import {
  type JsonObject,
  missingKind,
  type Problem,
  removedKind,
  type SourceDocument,
} from '../core/index.ts'
import { mutationsOf } from './diff/mutations-of.ts'
import type { Manifest } from './manifests.ts'
import { type ObjectView, ownView } from './object-view.ts'
import {
  mutationProblem,
  noSuchKind,
  notJudged,
  notServed,
  sentProblem,
  wrongTemplate,
} from './passage-problem.ts'
import type { LeftOut, TestResult } from './report.ts'
import { noUid, requestOf, type Sending } from './sending.ts'
import {
  failedResult,
  type Judged,
  leftOutOf,
  resultOf,
  undecodableResult,
  withProblems,
} from './test-result.ts'
import { type CreatedPassage, throughControllers } from './through-controllers.ts'
import {
  asItStands,
  type PretendedCluster,
  throughApiServer,
  throughDoors,
  type WholePassage,
} from './through-doors.ts'

/**
 * What is said of a manifest when it is sent, after all that the API server does with it; and, where it is let in, of what
 * controllers create because of it.
 */
export function judgeManifest(
  manifest: Manifest,
  cluster: PretendedCluster,
  sending: Sending,
): TestResult {
  return safely(manifest, (document, object) => {
    const sent = requestOf(object, sending, cluster)
    const passage = throughApiServer(object, sent, cluster)
    const own = { passage, view: ownView(object, passage.object) }
    const created = throughControllers(own, sent, cluster)
    const result = resultOf({ document, object, operation: sent.operation }, own, created)
    const problems = [
      ...notServedProblems(document, object, passage, cluster),
      ...passage.problems.flatMap((each) => sentProblem(document, each, sending.fieldValidation)),
      ...mutationProblems(document, own),
      ...created.flatMap((each) => createdProblems(document, each)),
      ...notJudgedProblems(document, [own, ...created]),
    ]
    const leftOut = [
      ...passage.unknown.map((each) => leftOutOf(each, own.view)),
      ...created.flatMap(createdLeftOut),
    ]
    const { isKnownKind } = passage
    const mutations = sending.showMutations ? mutationsOf(document, passage) : null
    return withProblems({ ...result, mutations, leftOut, isKnownKind }, problems, document)
  })
}

/** What would be said of it if the API server handed it over as it is written. */
export function judgeAsWritten(
  manifest: Manifest,
  cluster: PretendedCluster,
  sending: Sending,
): TestResult {
  return safely(manifest, (document, object) => {
    const sent = requestOf(object, sending, cluster)
    const passage = throughDoors(object, sent, cluster)
    const own = { passage, view: ownView(object, passage.object) }
    const mutations = sending.showMutations ? mutationsOf(document, passage) : null
    const judged = resultOf({ document, object, operation: sent.operation }, own)
    const result = { ...judged, mutations }
    return withProblems(result, notJudgedProblems(document, [own]), document)
  })
}

/** What is said of an object that a cluster holds, as it stands. What controllers made because of it is held as well, and judged itself. */
export function judgeRunning(
  manifest: Manifest,
  cluster: PretendedCluster,
  { userInfo }: Pick<Sending, 'userInfo'>,
): TestResult {
  return safely(manifest, (document, object) => {
    const sent = { uid: noUid, userInfo }
    const passage = asItStands(object, sent, cluster)
    const own = { passage, view: ownView(object, object) }
    const result = resultOf({ document, object, operation: 'CREATE' }, own)
    return withProblems(result, notJudgedProblems(document, [own]), document)
  })
}

function safely(
  manifest: Manifest,
  judge: (document: SourceDocument, object: JsonObject) => TestResult,
): TestResult {
  if (manifest.kind === 'undecodable') return undecodableResult(manifest)
  const { document, object, oddities } = manifest
  try {
    return withProblems(judge(document, object), oddities.map(asWarning), document)
  } catch (cause) {
    return failedResult(document, object, cause)
  }
}

/** What is odd about the text does not keep it from being read: kubectl itself sends the last of two equal keys. */
function asWarning(problem: Problem): Problem {
  return { ...problem, severity: 'warning' }
}

function notServedProblems(
  document: SourceDocument,
  object: JsonObject,
  { isKnownKind }: WholePassage,
  { kubernetesVersion }: PretendedCluster,
): readonly Problem[] {
  if (isKnownKind) return []
  const { apiVersion, kind } = typeOf(object)
  const removed = removedKind(apiVersion, kind, kubernetesVersion)
  if (removed !== undefined) return [notServed(document, removed)]
  const missing = missingKind(apiVersion, kind)
  return missing === undefined ? [] : [noSuchKind(document, missing)]
}

/** A manifest without these is none. */
function typeOf({ apiVersion, kind }: JsonObject) {
  return { apiVersion: String(apiVersion), kind: String(kind) }
}

interface Viewed {
  readonly passage: WholePassage
  readonly view: ObjectView
}

function mutationProblems(document: SourceDocument, { passage, view }: Viewed): readonly Problem[] {
  const policies = passage.decisions.flatMap(({ changes }) => changes.map(({ policy }) => policy))
  return passage.mutationProblems.map((each) => mutationProblem(document, each, { view, policies }))
}

/** Fields that a template of a custom resource has and a Pod has not may mean something to its controller. */
function createdProblems(document: SourceDocument, created: CreatedPassage): readonly Problem[] {
  const { passage, view } = created
  return [
    ...passage.problems.flatMap((each) =>
      each.kind === 'undecodable' ? [wrongTemplate(document, each, view)] : [],
    ),
    ...mutationProblems(document, created),
  ]
}

function createdLeftOut({ passage, view, unknown }: CreatedPassage): readonly LeftOut[] {
  return [...passage.unknown, ...unknown].map((each) => leftOutOf(each, view))
}

/** Each policy once: it may have been asked at both doors and through several bindings. */
function notJudgedProblems(
  document: SourceDocument,
  judged: readonly Judged[],
): readonly Problem[] {
  const left = judged
    .flatMap(({ passage }) => passage.decisions.flatMap(({ skips }) => skips))
    .flatMap(({ policy, unconverted }) =>
      unconverted === undefined ? [] : [{ policy, unconverted }],
    )
  const distinct = new Map(left.map((each) => [`${each.policy} ${each.unconverted}`, each]))
  return [...distinct.values()].map((each) => notJudged(document, each))
}
