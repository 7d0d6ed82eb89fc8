import { existsSync, readFileSync } from 'node:fs'

/** The fields of an audit.k8s.io/v1 Event that tests look at. */
export interface AuditEvent {
  readonly auditID: string
  readonly stage: string
  readonly verb: string
  readonly requestURI: string
  readonly user: { readonly username: string }
  readonly objectRef?: {
    readonly resource?: string
    readonly subresource?: string
    readonly namespace?: string
    readonly name?: string
  }
  readonly responseStatus?: {
    readonly code?: number
    readonly reason?: string
    readonly message?: string
  }
  readonly annotations?: Readonly<Record<string, string>>
  readonly requestObject?: unknown
  readonly responseObject?: unknown
}

/** The events written so far, oldest first. A line that is still being written is left for the next look. */
export function readAuditLog(path: string): readonly AuditEvent[] {
  if (!existsSync(path)) return []
  const lines = readFileSync(path, 'utf8').split('\n').slice(0, -1)
  return lines.map((line) => JSON.parse(line) as AuditEvent)
}
