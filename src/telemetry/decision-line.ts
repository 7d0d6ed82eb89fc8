import { type Decision, printPath, type Request, storableMessages } from '../core/index.ts'
import type { LogFieldName } from './log-fields.ts'

/**
 * The fields of the log line about a decision, undefined for a plain allow; `logFields` describes them. Never the object.
 */
export function decisionLine(
  request: Request,
  decision: Decision,
  durationMs: number,
): Readonly<Partial<Record<LogFieldName, unknown>>> | undefined {
  if (isQuiet(decision)) return undefined
  const storable = storableMessages(request)
  return {
    'event.action': eventType(decision),
    door: request.door,
    operation: request.operation,
    allowed: decision.allowed,
    'rule.name': policiesIn(decision),
    ...resourceFields(request),
    'user.name': request.userInfo.username ?? '',
    uid: request.uid,
    decision_id: decision.id,
    dry_run: request.dryRun,
    'event.duration': Math.round(durationMs * 1e6),
    findings: decision.findings.map((finding) => findingFields(finding, storable)),
    exemptions: decision.exemptions.map((use) => exemptionFields(use, storable)),
    changes: decision.changes.map(({ policy, binding, paths }) => ({
      policy,
      binding,
      fields: paths.map(printPath),
    })),
  }
}

type Storable = (message: string) => string

function findingFields({ path, ...finding }: Decision['findings'][number], storable: Storable) {
  const { policy, binding, effect, cause, index, validation } = finding
  const message = storable(finding.message)
  const field = path === undefined ? undefined : printPath(path)
  return { policy, binding, effect, cause, index, validation, message, field }
}

function exemptionFields(use: Decision['exemptions'][number], storable: Storable) {
  const { exemption, policy, index, validation, control, expires, reason } = use
  const message = storable(use.message)
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
    'orchestrator.api_version': request.kind.version,
    'orchestrator.resource.type': request.kind.kind,
    resource: [request.resource.resource, request.subResource]
      .filter((part) => part !== '')
      .join('/'),
    'orchestrator.namespace': request.namespace,
    'orchestrator.resource.name': request.name,
  }
}
