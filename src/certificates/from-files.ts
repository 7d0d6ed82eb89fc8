import { readFile } from 'node:fs/promises'
import type { CertificateProblem } from './key-pair.ts'
import { type KeyPair, type NamedText, type ReadKeyPair, readKeyPair } from './key-pair.ts'
import type { OpenedSource } from './source.ts'

export interface CertificateFiles {
  readonly certFile: string
  readonly keyFile: string
}

export interface Watching {
  /** How often the files are read; they are small, and reading sees every way in which a mounted Secret changes. */
  readonly everyMs: number
  /** Called once for each new state that cannot be served. */
  readonly onProblem: (problem: CertificateProblem) => void
}

/**
 * A certificate from files, read again when they change. What cannot be served is a problem; the last good pair stays.
 * The two files may change one after the other: the pair is taken over once they belong together.
 */
export async function certificateFromFiles(
  files: CertificateFiles,
  watching: Watching,
): Promise<OpenedSource> {
  const first = await readFiles(files)
  if (first.kind === 'problem') return first
  const listeners: ((keyPair: KeyPair) => void)[] = []
  let current = first.keyPair
  let problem: CertificateProblem | undefined

  async function look(): Promise<void> {
    const read = await readFiles(files)
    if (read.kind === 'problem') {
      if (read.problem.message !== problem?.message) watching.onProblem(read.problem)
      problem = read.problem
      return
    }
    problem = undefined
    if (read.keyPair.certificate === current.certificate && read.keyPair.key === current.key) return
    current = read.keyPair
    for (const listener of listeners) listener(current)
  }

  const timer = setInterval(() => void look(), watching.everyMs).unref()
  return {
    kind: 'source',
    source: {
      current: () => current,
      problem: () => problem,
      onChange: (listener) => void listeners.push(listener),
      close: () => clearInterval(timer),
    },
  }
}

/** Reads and checks the two files; a missing one is a problem too. */
export async function readFiles({ certFile, keyFile }: CertificateFiles): Promise<ReadKeyPair> {
  const [certificate, key] = await Promise.all([readNamed(certFile), readNamed(keyFile)])
  if (certificate instanceof Error) return unreadable(certFile, certificate)
  if (key instanceof Error) return unreadable(keyFile, key)
  return readKeyPair(certificate, key)
}

async function readNamed(name: string): Promise<NamedText | Error> {
  try {
    return { name, text: await readFile(name, 'utf8') }
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error))
  }
}

function unreadable(path: string, error: Error): ReadKeyPair {
  return {
    kind: 'problem',
    problem: { code: 'missing-file', message: `${path} cannot be read: ${error.message}` },
  }
}
