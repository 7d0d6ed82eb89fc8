import type { Problem, TrialObject } from '../core/index.ts'
import type { SourceBytes } from '../files/read-sources.ts'
import { type Manifest, manifestsOf } from './manifests.ts'

/** Objects of a source to try policies on; what is none is a problem. */
export function trialObjects(source: SourceBytes): {
  readonly objects: readonly TrialObject[]
  readonly problems: readonly Problem[]
} {
  const manifests = manifestsOf(source)
  return {
    objects: manifests.flatMap(trialObject),
    problems: manifests.flatMap((manifest) =>
      manifest.kind === 'undecodable' ? manifest.problems : manifest.oddities,
    ),
  }
}

function trialObject(manifest: Manifest): readonly TrialObject[] {
  if (manifest.kind === 'undecodable') return []
  const { document, object } = manifest
  const line = document.locate([])?.start.line
  const place = line === undefined ? document.source : `${document.source}:${line}`
  return [{ title: `${place} ${String(object['kind'])}`, object }]
}
