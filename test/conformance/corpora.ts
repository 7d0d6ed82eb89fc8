import { existsSync, readFileSync } from 'node:fs'
import { env } from 'node:process'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'

const beside = fileURLToPath(new URL('../../../shared/corpora', import.meta.url))
// biome-ignore lint/style/noProcessEnv: the one place where tests ask where the cases from outside are
export const corporaFolder: string = env['SALLYPORT_CORPORA'] ?? beside

/** Whether the cases from outside are on this machine; where they are not, the conformance tests skip and say so. */
export const hasCorpora: boolean = existsSync(corporaFolder)

export const whereCorporaAre = `cases from outside: SALLYPORT_CORPORA or ${corporaFolder}`

/** The rows of a file of JSON lines, compressed or not. Integers that JavaScript cannot hold come as text. */
export function readRows(name: string): readonly unknown[] {
  const bytes = readFileSync(`${corporaFolder}/${name}`)
  const text = name.endsWith('.gz') ? gunzipSync(bytes).toString('utf8') : bytes.toString('utf8')
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line.replace(bigInteger, '$1"$2"')))
}

const bigInteger = /([:[,]\s*)(-?\d{16,})(?=\s*[,}\]])/g
