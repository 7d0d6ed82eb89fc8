import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { libraryFolder } from '../src/files/library.ts'
import { readLibrary } from '../src/tester/library/read-library.ts'
import { policyPages } from './policy-pages.ts'

/** `npm run policy-catalogue`: writes the pages of the library; a test says when they are behind. */
const docs = join(import.meta.dirname, '../docs')
rmSync(join(docs, 'policies'), { recursive: true, force: true })
mkdirSync(join(docs, 'policies'))
for (const { path, text } of policyPages(readLibrary(libraryFolder()))) {
  writeFileSync(join(docs, path), text)
}
