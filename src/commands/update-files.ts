import { readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { updateCases } from '../tester/cases/update-cases.ts'
import type { VerifiedSet } from '../tester/cases/verified-set.ts'
import { unifiedDiff } from '../tester/diff/unified-diff.ts'
import type { Io } from './command.ts'
import { write } from './write.ts'

export interface UpdatedFiles {
  /** How many cases or files are not as they came out. */
  readonly left: number
  /** Cases that were left, a sentence each. */
  readonly notes: readonly string[]
  /** What could not be written, a sentence each. */
  readonly failures: readonly string[]
}

/** Shows what changes in the files of failed cases, and writes it unless it is only to be shown. */
export async function updateFiles(
  verified: readonly VerifiedSet[],
  { dryRun }: { readonly dryRun: boolean },
  { stdout, cwd }: Io,
): Promise<UpdatedFiles> {
  const textOf = (source: string) => readFileSync(resolve(cwd, source), 'utf8')
  const { files, left } = updateCases(verified, textOf)
  const diffs = files.map(({ source, before, after }) =>
    unifiedDiff({ name: source, line: 1, before, after, reason: '' }),
  )
  await write(stdout, diffs.join(''))
  return {
    left: left.length + (dryRun ? files.length : 0),
    notes: left.map(
      ({ source, line, name, why }) => `${source}:${line}: "${name}" is left: ${why}`,
    ),
    failures: dryRun ? [] : files.flatMap(({ source, after }) => written(source, after, cwd)),
  }
}

function written(source: string, text: string, folder: string): readonly string[] {
  try {
    writeFileSync(resolve(folder, source), text)
    return []
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return [`${source}: cannot be written: ${reason}`]
  }
}
