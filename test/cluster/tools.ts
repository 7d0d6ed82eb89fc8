import { execFileSync } from 'node:child_process'
import { join } from 'node:path'

const buildScript = join(import.meta.dirname, 'build.sh')

/** Where a tool of go.mod is. Throws when it has not been built: build.sh takes minutes, too long for a test. */
export function toolPath(tool: string): string {
  const line = execFileSync(buildScript, ['--no-build', tool], { encoding: 'utf8' })
  return line.trimEnd().slice(tool.length + 1)
}
