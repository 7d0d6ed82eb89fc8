import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'

export interface Files {
  readonly [path: string]: string | Uint8Array
}

/** A folder with these files, which goes away with the test. */
export function writtenFolder(files: Files): string {
  const folder = mkdtempSync(join(tmpdir(), 'sallyport-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), content)
  }
  return folder
}
