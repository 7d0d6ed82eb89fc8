import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { temporaryFolder } from '#test/support/temporary-folder.ts'

const wanted = [
  'package.json',
  'README.md',
  'LICENSE',
  'CHANGELOG.md',
  'dist/cli.js',
  'dist/main.js',
  'dist/judge.js',
  'dist/chunk-AAAAAAAA.js',
  'dist/core/index.js',
  'dist/core/index.d.ts',
  'dist/core/engine/admit.d.ts',
  'dist/policies/images/no-latest-tag/policy.yaml',
  'dist/policies/images/no-latest-tag/cases.yaml',
  'dist/policies/README.md',
  'dist/schemas/policy-cases.json',
] as const

const unwanted = [
  'dist/cli.js.map',
  'dist/cli.d.ts',
  'dist/core/index.js.map',
  'dist/server/build-server.d.ts',
  'src/cli.ts',
  'test/server/tls.test.ts',
  'fuzz/run.sh',
  'bench/run.ts',
  'certs/tls.key',
  'policies/images/no-latest-tag/policy.yaml',
  'charts/sallyport/values.yaml',
  '.npmrc',
  '.env',
  '.ci/run',
  '.github/workflows/ci.yml',
  'package-lock.json',
  'Dockerfile',
  'tsconfig.json',
] as const

test('npm packs what runs, its types, policies and schemas, and nothing else', async () => {
  const manifest = await readFile(
    fileURLToPath(new URL('../../package.json', import.meta.url)),
    'utf8',
  )
  const files = Object.fromEntries([...wanted, ...unwanted].map((file) => [file, 'x']))
  const { scripts: _, ...fields } = JSON.parse(manifest)
  const cwd = await temporaryFolder({ ...files, 'package.json': JSON.stringify(fields) })
  const { stdout } = await promisify(execFile)('npm', ['pack', '--dry-run', '--json'], { cwd })
  const [packed] = JSON.parse(stdout) as readonly [{ readonly files: readonly { path: string }[] }]
  expect(packed.files.map(({ path }) => path).sort()).toEqual([...wanted].sort())
})
