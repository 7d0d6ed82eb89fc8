import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { readFiles } from '#src/certificates/from-files.ts'
import { validityOf } from '#src/certificates/validity.ts'
import { temporaryFolder } from '#test/support/temporary-folder.ts'

const run = promisify(execFile)
const script = new URL('../../certs/make.sh', import.meta.url).pathname
const hasOpenssl = await run('openssl', ['version']).then(
  () => true,
  () => false,
)

test.skipIf(!hasOpenssl)('certs/make.sh makes what the server reads (needs openssl)', async () => {
  const folder = await temporaryFolder()
  await run(script, [folder, 'web.example.org'])
  const read = await readFiles({
    certFile: join(folder, 'tls.crt'),
    keyFile: join(folder, 'tls.key'),
  })
  if (read.kind === 'problem') throw new Error(read.problem.message)
  expect(read.keyPair.names).toEqual(['127.0.0.1', '0:0:0:0:0:0:0:1', 'web.example.org'])
  expect(validityOf(read.keyPair, new Date()).kind).toBe('valid')
  await run('openssl', [
    'verify',
    '-x509_strict',
    '-CAfile',
    join(folder, 'ca.crt'),
    join(folder, 'tls.crt'),
  ])
  expect(await readFile(join(folder, 'ca.key'), 'utf8')).toContain('BEGIN PRIVATE KEY')
})
