import type { Request } from '../../core/index.ts'
import { judgeManifest } from '../judge-manifest.ts'
import type { Manifest } from '../manifests.ts'
import type { Sending } from '../sending.ts'
import type { PretendedCluster } from '../through-doors.ts'
import type { Explanation } from './explain-report.ts'
import { explainRequests, type Telling } from './explain-requests.ts'

/** How a manifest comes by the verdict of `sallyport test`: every request that it makes on its way is explained. */
export function explainManifest(
  manifest: Manifest,
  cluster: PretendedCluster,
  sending: Sending,
  telling: Telling,
): Explanation {
  const requests: Request[] = []
  const heard = (request: Request): void => {
    requests.push(request)
  }
  const result = judgeManifest(manifest, { ...cluster, heard }, sending)
  const { source, document, apiVersion, kind, namespace, name, verdict, problems } = result
  const line = manifest.kind === 'object' ? manifest.document.locate([])?.start.line : undefined
  return {
    source,
    document,
    line: line ?? result.line,
    apiVersion,
    kind,
    namespace,
    name,
    verdict,
    problems,
    doors: explainRequests(requests, cluster, telling),
  }
}
