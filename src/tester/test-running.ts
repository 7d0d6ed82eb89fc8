import type { SourceBytes } from '../files/read-sources.ts'
import { judgeRunning } from './judge-manifest.ts'
import { manifestsOf } from './manifests.ts'
import { reportOf, type TestReport, type TestResult } from './report.ts'
import {
  circumstances,
  lookupNotes,
  matchNotes,
  pretend,
  type TestOptions,
} from './test-manifests.ts'

/** What is said of objects that a cluster holds, each as it stands. */
export function testRunning(
  sources: readonly SourceBytes[],
  options: TestOptions,
): readonly TestResult[] {
  const { cluster } = pretend(options)
  return sources.flatMap(manifestsOf).map((manifest) => judgeRunning(manifest, cluster, options))
}

/** The report of those. */
export function runningReport(results: readonly TestResult[], options: TestOptions): TestReport {
  const { notes, ground } = options
  const all = [...notes, ...lookupNotes(results, ground), ...matchNotes(results, options)]
  return reportOf(results, { ...circumstances(results, options), notes: all })
}
