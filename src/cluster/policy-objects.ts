import { documentKinds, type JsonObject } from '../core/index.ts'
import type { Connection } from './connection.ts'
import type { Discovery, ServedResource } from './discovery.ts'
import { listAll } from './list-objects.ts'

/** What states policies in the cluster, and what exempts from them. */
export interface PolicyObjects {
  readonly policies: readonly JsonObject[]
  readonly exemptions: readonly JsonObject[]
}

/** `own`: without those that the API server itself enforces. */
export type WhosePolicies = 'all' | 'own'

/** Each kind in the first of its versions that the server has; of a kind that it does not have there are none. */
export async function policyObjects(
  connection: Connection,
  discovery: Discovery,
  whose: WhosePolicies,
): Promise<PolicyObjects> {
  const wanted = servedKinds(discovery).filter(
    ({ group }) => whose === 'all' || group === 'sallyport.dev',
  )
  const listed = await Promise.all(wanted.map((resource) => listAll(connection, resource)))
  const objects = listed.flat()
  return {
    policies: objects.filter((object) => !isExemption(object)),
    exemptions: objects.filter(isExemption),
  }
}

/** The exemptions alone: for policies that stand in files. */
export async function exemptionObjects(
  connection: Connection,
  discovery: Discovery,
): Promise<readonly JsonObject[]> {
  const resources = servedKinds(discovery).filter(({ kind }) => kind === exemption)
  const listed = await Promise.all(resources.map((resource) => listAll(connection, resource)))
  return listed.flat()
}

const exemption = 'PolicyExemption'

function isExemption({ kind }: JsonObject): boolean {
  return kind === exemption
}

function servedKinds({ find }: Discovery): readonly ServedResource[] {
  return documentKinds.flatMap(({ kind, apiVersions }) => {
    const served = apiVersions.map((apiVersion) => find(apiVersion, kind))
    return served.find((resource) => resource !== undefined) ?? []
  })
}
