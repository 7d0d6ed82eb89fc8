import { closeSync, existsSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs'

/** The fields of an audit.k8s.io/v1 Event that tests look at. */
export interface AuditEvent {
  readonly auditID: string
  readonly stage: string
  readonly verb: string
  readonly requestURI: string
  readonly user: { readonly username: string }
  readonly objectRef?: {
    readonly apiGroup?: string
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

/** Reads an audit log bit by bit: each call answers the events that were written since the last one. */
export function followAuditLog(path: string): () => readonly AuditEvent[] {
  let offset = existsSync(path) ? readFileSync(path).length : 0
  return () => {
    const file = openSync(path, 'r')
    try {
      const bytes = Buffer.alloc(fstatSync(file).size - offset)
      readSync(file, bytes, 0, bytes.length, offset)
      const end = bytes.lastIndexOf('\n') + 1
      offset += end
      const lines = bytes.subarray(0, end).toString().split('\n').slice(0, -1)
      return lines.map((line) => JSON.parse(line) as AuditEvent)
    } finally {
      closeSync(file)
    }
  }
}
