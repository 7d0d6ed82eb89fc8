import { structuredPatch } from 'diff'

/** Two texts, what they are called, and where they begin in their file. */
export interface DiffInput {
  readonly name: string
  /** Counts from 1. */
  readonly line: number
  readonly before: string
  readonly after: string
  /** Why they differ; it stands behind the place of each hunk. */
  readonly reason: string
}

/**
 * A unified diff with three lines around each change, its last line ended; empty where the texts are equal.
 * https://www.gnu.org/software/diffutils/manual/html_node/Unified-Format.html
 */
export function unifiedDiff({ name, line, before, after, reason }: DiffInput): string {
  const { hunks } = structuredPatch(name, name, before, after, '', '', { context: 3 })
  if (hunks.length === 0) return ''
  const lines = hunks.flatMap(({ oldStart, oldLines, newStart, newLines, lines: shown }) => {
    const old = `-${oldStart + line - 1},${oldLines}`
    const fresh = `+${newStart + line - 1},${newLines}`
    return [`@@ ${old} ${fresh} @@ ${reason}`, ...shown]
  })
  return `${[`--- ${name}`, `+++ ${name}`, ...lines].join('\n')}\n`
}
