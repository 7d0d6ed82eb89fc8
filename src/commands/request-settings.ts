import { impersonatedUser, type Problem } from '../core/index.ts'
import { type Origin, readSources } from '../files/read-sources.ts'
import { choice, many, one, text } from '../settings/parse.ts'
import type { SettingsOf, SettingsTable } from '../settings/setting.ts'
import { type Manifest, manifestsOf } from '../tester/manifests.ts'
import { oldObjects } from '../tester/old-objects.ts'
import { fieldValidations } from '../tester/passage-problem.ts'
import type { Sending, WriteOperation } from '../tester/sending.ts'
import type { StagedCluster } from '../tester/through-doors.ts'

/** How the objects of files are sent: the settings of every command that pretends to be a client of the API server. */
export const requestSettings = {
  namespace: one(text('NAME'), 'default', 'Where objects go that name no namespace.'),
  as: one(
    text('USER'),
    undefined,
    'Who sends them, as with kubectl: a user, or system:serviceaccount:NAMESPACE:NAME.',
  ),
  asGroup: many(
    text('GROUP'),
    [],
    'A group of that user, beside system:authenticated; may be repeated. Service accounts have theirs without it.',
  ),
  operation: one(
    choice('OPERATION', ['create', 'update', 'delete'] as const),
    undefined,
    'What is done with them. Without it what --old replaces is updated, everything else created. CONNECT has no object: sallyport review judges it.',
  ),
  old: many(
    text('PATH'),
    [],
    'File, folder or glob with objects as they are in the cluster before; may be repeated. An update sends the manifest whole, as kubectl replace does.',
  ),
  fieldValidation: one(
    choice('MODE', fieldValidations),
    'strict',
    'How fields are taken that the kind does not have: refused as for kubectl, warned of, or dropped.',
  ),
} as const satisfies SettingsTable

export type RequestSettings = SettingsOf<typeof requestSettings>

/** What is wrong with these settings together, if anything is. */
export function requestProblem({
  as,
  asGroup,
  operation,
  old,
}: RequestSettings): string | undefined {
  if (as === undefined && asGroup.length > 0) {
    return '--as-group: a group needs its user; give --as USER'
  }
  return operation === 'create' && old.length > 0
    ? '--old: what is created replaces nothing; leave out --operation create'
    : undefined
}

const operations: Readonly<Record<'create' | 'update' | 'delete', WriteOperation>> = {
  create: 'CREATE',
  update: 'UPDATE',
  delete: 'DELETE',
}

/** The old objects that the settings name, as they are read. */
export async function readOld(
  { old }: RequestSettings,
  origin: Origin,
): Promise<{ readonly old: readonly Manifest[]; readonly problems: readonly Problem[] }> {
  const { sources, problems } = await readSources(old, origin)
  return { old: sources.flatMap(manifestsOf), problems }
}

/** What the settings and the old objects come to in a cluster. */
export function sendingOf(
  { namespace, fieldValidation, as, asGroup, operation }: RequestSettings,
  old: readonly Manifest[],
  cluster: StagedCluster,
): Omit<Sending, 'showMutations'> {
  return {
    namespace,
    fieldValidation,
    operation: operation && operations[operation],
    userInfo: as === undefined ? {} : impersonatedUser(as, asGroup),
    oldObjects: oldObjects(old, { cluster, namespace }),
  }
}
