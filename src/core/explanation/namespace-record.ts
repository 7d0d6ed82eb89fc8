import type { Request } from '../admission/request.ts'
import type { LoadedPodSecurity } from '../engine/load-pod-security.ts'
import { joinApiVersion } from '../kubernetes/group-version.ts'
import { printPath } from '../source/path.ts'
import { recordPlace } from './expression-record.ts'
import { outcomeOfFindings } from './outcome.ts'
import type { Meeting, PolicyRecord } from './record.ts'
import { podSecurityRecord } from './validation-records.ts'
import type { Testimony } from './witness.ts'

/** What the labels of the namespace asked for, as a policy among the others; nothing where they were not looked at. */
export function namespaceRecords(
  request: Request,
  podSecurity: LoadedPodSecurity | undefined,
  { podSecurity: heard }: Testimony,
): readonly PolicyRecord[] {
  const event = heard()
  if (podSecurity === undefined || event === undefined) return []
  const { response, findings } = event
  const { auditAnnotations: said, spoken } = response
  const outcome =
    outcomeOfFindings(findings) ??
    (said.exempt !== undefined
      ? 'exempted'
      : said['audit-violations'] !== undefined
        ? 'audited'
        : 'passed')
  const why =
    findings[0]?.told ??
    (said.exempt === undefined
      ? (said['audit-violations'] ?? enforcedText(said['enforce-policy']))
      : `the ${said.exempt} is exempt`)
  const meeting: Meeting = {
    ...silent,
    subject: {
      kind: 'request',
      apiVersion: joinApiVersion(request.kind),
      objectKind: request.kind.kind,
      operation: request.operation,
      path: '',
    },
    outcome,
    why,
    podSecurity:
      spoken === undefined
        ? null
        : podSecurityRecord(spoken.standard, findings, (control) => {
            const own = findings.filter((one) => one.podSecurity?.control === control)
            return {
              effects: [...new Set(own.map(({ effect }) => effect))],
              path: printPath(own[0]?.path ?? []),
              exemptedBy: null,
            }
          }),
    findings,
  }
  return [
    {
      kind: 'PodSecurityConfiguration',
      name: 'PodSecurity',
      place: recordPlace({ document: podSecurity.document, path: [] }),
      failurePolicy: null,
      outcome,
      why,
      isConsidered: true,
      mismatches: [],
      cost: 0,
      microseconds: null,
      meetings: [meeting],
    },
  ]
}

function enforcedText(policy: string | undefined): string | null {
  return policy === undefined ? null : `the namespace enforces ${policy}`
}

const silent = {
  round: 1,
  binding: null,
  params: null,
  mismatches: [],
  matchConditions: [],
  variables: [],
  validations: [],
  auditAnnotations: [],
  mutations: [],
  exemptions: [],
  budgets: [],
} as const
