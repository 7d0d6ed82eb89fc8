import { isArray, isObject, type JsonObject } from '../core/index.ts'
import type { ExplainReport, Explanation } from '../tester/explain/explain-report.ts'
import { type AskedServer, askServer } from './ask-server.ts'

/** What is asked of a server. */
export interface AskedDecisions {
  readonly ids: readonly string[]
  readonly server: AskedServer
  /** The only policy that is told of. */
  readonly policy: string | undefined
  readonly version: string
  readonly time: string
}

export type ServerReport =
  | { readonly kind: 'report'; readonly report: ExplainReport }
  | { readonly kind: 'problem'; readonly message: string }

/** The records of decisions that a server made, as it tells them. */
export async function explainFromServer(asked: AskedDecisions): Promise<ServerReport> {
  const { ids, server, policy, version, time } = asked
  const explanations: Explanation[] = []
  for (const id of ids) {
    const answer = await askServer(id, server)
    if (answer.kind === 'problem') return answer
    const told = answer.decisions.map(explanationOf)
    if (told.includes(undefined)) {
      const message = `${server.url}: its record cannot be read; is it another version of sallyport?`
      return { kind: 'problem', message }
    }
    explanations.push(...told.flatMap((one) => (one === undefined ? [] : narrowed(one, policy))))
  }
  const notes = [`judged once more by ${server.url}, by the policies that were in force then`]
  return {
    kind: 'report',
    report: { version, time, policy: policy ?? null, problems: [], notes, explanations },
  }
}

/** What our own server says has that form; of another one the doors are looked for. */
function explanationOf({ record }: JsonObject): Explanation | undefined {
  return isObject(record) && isArray(record['doors'])
    ? (record as unknown as Explanation)
    : undefined
}

function narrowed(explanation: Explanation, policy: string | undefined): Explanation {
  if (policy === undefined) return explanation
  const doors = explanation.doors.map((door) => ({
    ...door,
    policies: door.policies.filter(({ name }) => name === policy),
  }))
  return { ...explanation, doors }
}
