import { mkdtempSync, readdirSync, realpathSync, rmSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'

const prefix = `sallyport-cluster.${hostname()}.`

/** A new folder for what one test leaves behind; removes those whose test process is gone. */
export function makeRunFolder(): string {
  const parent = realpathSync(tmpdir())
  for (const name of readdirSync(parent)) {
    if (isLeftover(name)) rmSync(join(parent, name), { recursive: true, force: true })
  }
  return mkdtempSync(join(parent, `${prefix}${process.pid}.`))
}

/** Processes may still write for a moment while they end, hence the retries. */
export function removeRunFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 })
}

function isLeftover(name: string): boolean {
  if (!name.startsWith(prefix)) return false
  const owner = Number.parseInt(name.slice(prefix.length), 10)
  return Number.isInteger(owner) && !isAlive(owner)
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
