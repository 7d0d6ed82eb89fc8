import { X509Certificate } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { certificateFromFiles, type Watching } from './from-files.ts'
import { selfSignedCertificate } from './self-signed.ts'
import type { OpenedSource } from './source.ts'

/** Files where both are given; otherwise a certificate of our own making in the folder. */
export interface CertificateOptions {
  readonly certFile: string | undefined
  readonly keyFile: string | undefined
  readonly folder: string
  readonly names: readonly string[]
}

/** The source that the options choose. */
export function openCertificates(
  options: CertificateOptions,
  watching: Watching,
): Promise<OpenedSource> {
  const { certFile, keyFile, folder, names } = options
  return certFile !== undefined && keyFile !== undefined
    ? certificateFromFiles({ certFile, keyFile }, watching)
    : selfSignedCertificate({ folder, names, now: () => new Date() }, watching)
}

export type ReadAuthorities =
  | { readonly kind: 'authorities'; readonly pem: string }
  | { readonly kind: 'problem'; readonly message: string }

/** CA certificates that clients are checked against; at least one must be there. */
export async function readAuthorities(path: string): Promise<ReadAuthorities> {
  try {
    const pem = await readFile(path, 'utf8')
    new X509Certificate(pem)
    return { kind: 'authorities', pem }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return {
      kind: 'problem',
      message: `${path} holds no PEM certificates to check clients against: ${reason}`,
    }
  }
}
