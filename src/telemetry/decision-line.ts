import { type Decision, printPath, type Request } from '../core/index.ts'

/**
 * The fields of the log line about a decision, undefined for a plain allow. Names as Gatekeeper writes them where it has
 * them (`event_type`, `resource_*`, `request_username`), and never the object.
 * https://github.com/open-policy-agent/gatekeeper/blob/master/pkg/logging/logging.go
 */
export function decisionLine(
  request: Request,
  decision: Decision,
  durationMs: number,
): Readonly<Record<string, unknown>> | undefined {
  if (isQuiet(decision)) return undefined
  return {
    event_type: eventType(decision),
    door: request.door,
    operation: request.operation,
    allowed: decision.allowed,
    policies: policiesIn(decision),
    ...resourceFields(request),
    request_username: request.userInfo.username ?? '',
    uid: request.uid,
    decision_id: decision.id,
    dry_run: request.dryRun,
    duration_ms: Math.round(durationMs * 1000) / 1000,
    findings: decision.findings.map(findingFields),
    exemptions: decision.exemptions.map(exemptionFields),
    changes: decision.changes.map(({ policy, binding, paths }) => ({
      policy,
      binding,
      fields: paths.map(printPath),
    })),
  }
}

function findingFields({ path, ...finding }: Decision['findings'][number]) {
  const { policy, binding, effect, cause, index, validation, message } = finding
  const field = path === undefined ? undefined : printPath(path)
  return { policy, binding, effect, cause, index, validation, message, field }
}

function exemptionFields(use: Decision['exemptions'][number]) {
  const { exemption, policy, index, validation, control, message, expires, reason } = use
  return { exemption, policy, index, validation, control, message, expires, reason }
}

/** Nothing was refused, changed, found or exempt; annotations alone stand in the audit log already. */
function isQuiet({ allowed, patch, findings, exemptions }: Decision): boolean {
  return allowed && patch.length === 0 && findings.length === 0 && exemptions.length === 0
}

/** What a decision is called in logs and metrics. */
export function decisionWord(
  decision: Decision,
): 'denied' | 'mutated' | 'warned' | 'audited' | 'exempted' | 'allowed' {
  if (!decision.allowed) return 'denied'
  if (decision.patch.length > 0) return 'mutated'
  if (decision.warnings.length > 0) return 'warned'
  if (decision.findings.length > 0) return 'audited'
  return decision.exemptions.length > 0 ? 'exempted' : 'allowed'
}

function eventType(decision: Decision): string {
  return `admission_${decisionWord(decision)}`
}

function policiesIn({ findings, changes, exemptions }: Decision): readonly string[] {
  return [...new Set([...findings, ...changes, ...exemptions].map(({ policy }) => policy))]
}

function resourceFields(request: Request): Readonly<Record<string, string>> {
  return {
    resource_group: request.kind.group,
    resource_api_version: request.kind.version,
    resource_kind: request.kind.kind,
    resource: [request.resource.resource, request.subResource]
      .filter((part) => part !== '')
      .join('/'),
    resource_namespace: request.namespace,
    resource_name: request.name,
  }
}
