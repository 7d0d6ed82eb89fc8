import { readFileSync, writeFileSync } from 'node:fs'
import { controlsTable } from './controls-table.ts'

/** `npm run pod-security-page`: writes the table of controls into its page; a test says when the page is behind. */
const file = new URL('../docs/pod-security.md', import.meta.url)
const table = /(?<=<!-- controls -->\n).*(?=<!-- end of controls -->)/s
writeFileSync(
  file,
  readFileSync(file, 'utf8').replace(table, () => `\n${controlsTable()}\n\n`),
)
