import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { test as testCommand } from '#src/commands/test.ts'
import { captureIo } from '#test/support/capture.ts'
import { run } from '#test/support/run-command.ts'
import { temporaryFolder, writeFiles } from '#test/support/temporary-folder.ts'
import { waitFor } from '#test/support/wait-for.ts'
import { noLatest } from './policies.ts'

const pod = (image: string) => `apiVersion: v1
kind: Pod
metadata: { name: web }
spec: { containers: [{ name: app, image: "${image}" }] }
`

test('judges again when manifests or policies change, until it is stopped', async () => {
  const cwd = await temporaryFolder({ 'policies/p.yaml': noLatest, 'm/a.yaml': pod('web:1') })
  const { io, stderr } = captureIo({ cwd })
  let stop = () => {}
  const stopped = new Promise<void>((resolve) => {
    stop = resolve
  })
  const ended = testCommand.run(['m', '--watch'], { ...io, stopped })
  const saysThat = (text: string, times: number) =>
    waitFor(() => stderr().split(text).length > times)
  await saysThat('watching for changes', 1)
  expect(stderr()).toContain('1 manifest: 1 pass')
  await writeFiles(cwd, { 'm/a.yaml': pod('web:latest') })
  await saysThat('1 manifest: 1 deny', 1)
  await saysThat('watching for changes', 2)
  await writeFiles(cwd, { 'policies/p.yaml': 'kind: ValidatingRule\n' })
  await saysThat('watching for changes', 3)
  expect(stderr()).toContain('apiVersion')
  await writeFiles(cwd, { 'policies/p.yaml': noLatest })
  await saysThat('1 manifest: 1 deny', 2)
  await saysThat('watching for changes', 4)
  stop()
  expect(await ended).toBe(2)
})

test.for([
  { name: 'manifests', argv: ['-'] },
  { name: 'policies', argv: ['m', '--policies', '-'] },
  { name: 'the context', argv: ['m', '--context', '-'] },
])('standard input cannot be watched: $name', async ({ argv }) => {
  expect(await run(testCommand, [...argv, '--watch'])).toEqual({
    code: 1,
    stdout: '',
    stderr: '--watch: standard input cannot be watched; name files or folders\n',
  })
})

test('Ctrl+C ends the process with the code of the last run', async () => {
  const cwd = await temporaryFolder({ 'policies/p.yaml': noLatest, 'm/a.yaml': pod('web:latest') })
  const cli = fileURLToPath(new URL('../../src/cli.ts', import.meta.url))
  const argv = ['--import', import.meta.resolve('tsx'), cli, 'test', 'm', '--watch']
  const child = spawn(process.execPath, argv, { cwd, stdio: ['ignore', 'ignore', 'pipe'] })
  let stderr = ''
  child.stderr.on('data', (chunk) => {
    stderr += String(chunk)
  })
  await waitFor(() => stderr.includes('watching for changes'), 40_000)
  child.kill('SIGINT')
  expect(await once(child, 'exit')).toEqual([2, null])
  expect(stderr).not.toContain('Error')
})
