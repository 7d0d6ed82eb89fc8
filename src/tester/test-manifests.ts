import type { Answer, Question, Snapshot } from '../core/index.ts'
import type { SourceBytes } from '../files/read-sources.ts'
import { judgeManifest } from './judge-manifest.ts'
import { manifestsOf } from './manifests.ts'
import { reportOf, type TestReport } from './report.ts'

export interface TestOptions {
  readonly snapshot: Snapshot
  /** The time of the requests, RFC 3339. */
  readonly time: string
  /** Where namespaced objects without a namespace go. */
  readonly namespace: string
}

/** What the cluster would say of every manifest in the sources, each as if it were created. */
export function testManifests(
  sources: readonly SourceBytes[],
  { snapshot, time, namespace }: TestOptions,
): TestReport {
  const assumed = new Set<string>()
  const answer = (question: Question): Answer => {
    assumed.add(question.name)
    return { kind: 'found', object: bareNamespace(question.name) }
  }
  const results = sources
    .flatMap(manifestsOf)
    .map((manifest) => judgeManifest(manifest, { snapshot, time, answer }, namespace))
  return reportOf(results, notesOn([...assumed].sort()))
}

/** A namespace with the one label that the API server itself sets. */
function bareNamespace(name: string) {
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name, labels: { 'kubernetes.io/metadata.name': name } },
  }
}

function notesOn(assumed: readonly string[]): readonly string[] {
  if (assumed.length === 0) return []
  const names = assumed.map((name) => `"${name}"`).join(', ')
  const subject = assumed.length === 1 ? `namespace ${names} is` : `namespaces ${names} are`
  return [
    `${subject} not in the context: taken to exist, with no label but kubernetes.io/metadata.name`,
  ]
}
