import { X509Certificate } from 'node:crypto'
import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { certificateFromFiles, readFiles, type Watching } from './from-files.ts'
import type { KeyPair } from './key-pair.ts'
import { makeAuthority, makeLeaf, type PemPair } from './make.ts'
import { sameName } from './same-name.ts'
import type { OpenedSource } from './source.ts'
import { writeWhole } from './write-file.ts'

export interface SelfSigned {
  /** Holds `ca.crt`, `ca.key`, `tls.crt` and `tls.key`; made when missing. */
  readonly folder: string
  /** DNS names and IP addresses beside those of this machine. */
  readonly names: readonly string[]
  readonly now: () => Date
}

const localNames = ['localhost', '127.0.0.1', '::1']
const dayMs = 86_400_000
const authorityDays = 3650
const leafDays = 365
const renewBeforeDays = 90
const renewEveryMs = dayMs / 2

/**
 * A certificate of our own making: a small authority and a leaf, kept in a folder and used again while they hold and
 * name the right names. Looked after twice a day, so that a server that runs for years renews its leaf in time.
 */
export async function selfSignedCertificate(
  options: SelfSigned,
  watching: Watching,
): Promise<OpenedSource> {
  try {
    await ensureFiles(options)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    const message = `no certificate can be made in ${options.folder}: ${reason}; give a folder that can be written, or --cert-file and --key-file`
    return { kind: 'problem', problem: { code: 'missing-file', message } }
  }
  const opened = await certificateFromFiles(leafFiles(options.folder), watching)
  if (opened.kind === 'problem') return opened
  const timer = setInterval(() => {
    ensureFiles(options).catch((error: Error) =>
      watching.onProblem({
        code: 'missing-file',
        message: `the certificate cannot be renewed: ${error.message}`,
      }),
    )
  }, renewEveryMs).unref()
  const { source } = opened
  return {
    kind: 'source',
    source: {
      ...source,
      close: () => {
        clearInterval(timer)
        source.close()
      },
    },
  }
}

/** The authority's certificate in the folder: for `curl --cacert` and a webhook's `caBundle`. */
export function authorityFile(folder: string): string {
  return join(folder, 'ca.crt')
}

function leafFiles(folder: string): { readonly certFile: string; readonly keyFile: string } {
  return { certFile: join(folder, 'tls.crt'), keyFile: join(folder, 'tls.key') }
}

async function ensureFiles(options: SelfSigned): Promise<void> {
  const { folder, now } = options
  await mkdir(folder, { recursive: true })
  const names = [...new Set([...localNames, ...options.names])]
  const kept = await readAuthority(folder, now())
  const authority = kept ?? (await makeAuthority('Sallyport CA', term(now(), authorityDays)))
  const leaf = await readFiles(leafFiles(folder))
  const leafStands =
    kept !== undefined &&
    leaf.kind === 'key-pair' &&
    holdsAt(leaf.keyPair, now()) &&
    names.every((name) => leaf.keyPair.names.some((own) => sameName(own, name))) &&
    isSignedBy(leaf.keyPair.certificate, authority)
  if (leafStands) return
  const made = await makeLeaf(authority, { purpose: 'server', names, ...term(now(), leafDays) })
  if (kept === undefined) {
    await writeWhole(join(folder, 'ca.key'), authority.key, 0o600)
    await writeWhole(authorityFile(folder), authority.certificate, 0o644)
  }
  await writeWhole(leafFiles(folder).keyFile, made.key, 0o600)
  await writeWhole(leafFiles(folder).certFile, made.certificate, 0o644)
}

/** The authority in the folder, if it can sign and still holds well beyond a leaf's life. */
async function readAuthority(folder: string, now: Date): Promise<PemPair | undefined> {
  const files = { certFile: authorityFile(folder), keyFile: join(folder, 'ca.key') }
  const read = await readFiles(files)
  if (read.kind === 'problem') return undefined
  const [certificate, key] = await Promise.all([
    readFile(files.certFile, 'utf8'),
    readFile(files.keyFile, 'utf8'),
  ])
  const lastsMs = read.keyPair.notAfter.getTime() - now.getTime()
  return new X509Certificate(certificate).ca && lastsMs > leafDays * dayMs
    ? { certificate, key }
    : undefined
}

function holdsAt({ notBefore, notAfter }: KeyPair, now: Date): boolean {
  return notBefore <= now && notAfter.getTime() - now.getTime() > renewBeforeDays * dayMs
}

function isSignedBy(leaf: string, authority: PemPair): boolean {
  const issuer = new X509Certificate(authority.certificate)
  return new X509Certificate(leaf).verify(issuer.publicKey)
}

/** Begins an hour ago, for clocks that are late. */
function term(now: Date, days: number): { readonly notBefore: Date; readonly notAfter: Date } {
  return {
    notBefore: new Date(now.getTime() - 3_600_000),
    notAfter: new Date(now.getTime() + days * dayMs),
  }
}
