import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { loadAll } from 'js-yaml'

/** Prints how many documents the files of a folder hold: the control of `tester`, which reads and parses and no more. */
const [folder] = process.argv.slice(2)
const texts = readdirSync(folder).map((name) => readFileSync(join(folder, name), 'utf8'))
process.stdout.write(`${texts.flatMap((text) => loadAll(text)).length}\n`)
