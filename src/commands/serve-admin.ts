import { readFileSync } from 'node:fs'
import type { CertificateSource } from '../certificates/source.ts'
import { buildAdminServer } from '../server/build-admin-server.ts'
import { createRequestRecord, type RequestRecord } from '../server/request-record.ts'
import type { ServeSettings } from '../settings/settings.ts'
import { explainRecorded } from './explain-recorded.ts'

/** The port for operators, and the record that it tells of. */
interface Admin {
  readonly app: ReturnType<typeof buildAdminServer>
  readonly port: number
  readonly record: RequestRecord
}

export type OpenedAdmin =
  | { readonly kind: 'opened'; readonly admin: Admin | undefined }
  | { readonly kind: 'problem'; readonly message: string }

/** Nothing where the operator has not asked for it; clients show the token, and no certificate. */
export function openAdmin(
  { adminPort, adminTokenFile, recordSize, tlsMinVersion }: ServeSettings,
  certificates: CertificateSource,
): OpenedAdmin {
  if (adminPort === undefined || adminTokenFile === undefined) {
    return { kind: 'opened', admin: undefined }
  }
  const problem = tokenProblem(adminTokenFile)
  if (problem !== undefined) return { kind: 'problem', message: `--admin-token-file: ${problem}` }
  const record = createRequestRecord(recordSize)
  const app = buildAdminServer({
    tls: { certificates, minVersion: `TLSv${tlsMinVersion}`, clientAuthorities: undefined },
    token: () => (tokenProblem(adminTokenFile) === undefined ? readToken(adminTokenFile) : ''),
    record,
    explain: explainRecorded,
  })
  return { kind: 'opened', admin: { app, port: adminPort, record } }
}

function tokenProblem(file: string): string | undefined {
  try {
    return readToken(file) === '' ? `${file} is empty; write a token into it` : undefined
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

function readToken(file: string): string {
  return readFileSync(file, 'utf8').trim()
}
