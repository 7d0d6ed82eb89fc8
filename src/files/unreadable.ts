import type { Problem } from '../core/index.ts'

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'you have no right to read it',
  EPERM: 'you have no right to read it',
  ENOENT: 'there is no such file or folder',
  ENOTDIR: 'there is no such file or folder',
  ELOOP: 'its symbolic links lead in a circle',
  ENAMETOOLONG: 'its name is longer than the system allows',
  EISDIR: 'it is a folder',
  EMFILE: 'the system allows no more open files',
}

/** The problem of a path that cannot be read, and why, in words. */
export function unreadable(source: string, message: string, remedy?: string): Problem {
  const problem = { code: 'unreadable-path', severity: 'error', message, source } as const
  return remedy === undefined ? problem : { ...problem, remedy }
}

/** The same for what the system says. */
export function systemProblem(source: string, error: unknown): Problem {
  const code = (error as NodeJS.ErrnoException).code ?? ''
  const text = error instanceof Error ? error.message : String(error)
  return unreadable(source, Object.hasOwn(reasons, code) ? (reasons[code] ?? text) : text)
}
