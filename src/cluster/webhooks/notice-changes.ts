import type { BackOff } from '../back-off.ts'
import type { Connection } from '../connection.ts'
import { followObject } from '../follow-object.ts'
import { configurationResource, whiches } from './held-configuration.ts'

interface Noticing {
  readonly signal: AbortSignal
  readonly changed: () => void
  readonly failed: (message: string) => void
  readonly backOff: BackOff
}

/** Tells of every change of both configurations, by whomever, until the signal ends it. */
export async function noticeChanges(
  connection: Connection,
  name: string,
  { signal, changed, failed, backOff }: Noticing,
): Promise<void> {
  const following = {
    ...{ signal, backOff, onState: changed },
    onFailure: ({ message }: Error) => failed(message),
  }
  await Promise.all(
    whiches.map((which) =>
      followObject(connection, { resource: configurationResource(which), name }, following),
    ),
  )
}
