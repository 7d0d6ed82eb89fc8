import type { Request } from '../admission/request.ts'
import { conversionTo } from '../kubernetes/conversion.ts'
import type { ServedKind } from '../kubernetes/schema/field-type.ts'
import { type Subject, type Surroundings, subjectOf } from '../matching/subject.ts'
import type { Snapshot } from './snapshot.ts'

/** A request in another version of its resource; `isConverted` is false where only a cluster could convert its objects. */
export interface Converted {
  readonly subject: Subject
  readonly isConverted: boolean
}

/** The request as the API server would send it to a policy that names this version only. */
export function convertedRequest(
  request: Request,
  { resource, kind }: { readonly resource: Request['resource']; readonly kind: ServedKind },
  { snapshot: { kinds }, surroundings }: Context,
): Converted {
  const sample = request.object ?? request.oldObject
  const conversion = sample === null ? undefined : conversionTo(kind, sample, kinds)
  const isOwnKind = request.kind.kind === kind.kind
  const { group, version } = kind
  const subject = subjectOf(
    {
      ...request,
      resource,
      kind: isOwnKind ? { group, version, kind: kind.kind } : request.kind,
      object: request.object && (conversion?.to(request.object) ?? request.object),
      oldObject: request.oldObject && (conversion?.to(request.oldObject) ?? request.oldObject),
    },
    surroundings,
  )
  return conversion === undefined
    ? { subject, isConverted: sample === null }
    : { subject: { ...subject, conversion }, isConverted: true }
}

interface Context {
  readonly snapshot: Pick<Snapshot, 'kinds'>
  readonly surroundings: Surroundings
}
