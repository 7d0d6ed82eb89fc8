import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { commands } from '#src/commands/commands.ts'
import { runSallyport } from '#src/commands/run.ts'
import { captureIo } from '#test/support/capture.ts'

async function sallyport(...argv: readonly string[]) {
  const { io, stdout, stderr } = captureIo()
  return { code: await runSallyport(argv, io), stdout: stdout(), stderr: stderr() }
}

test('--help lists every command with its summary', async () => {
  const { code, stdout } = await sallyport('--help')
  expect(code).toBe(0)
  for (const { name, load } of commands) {
    const command = await load()
    expect(command.form.name).toBe(name)
    expect(stdout).toContain(`  ${name}`)
    expect(stdout).toContain(command.form.summary)
  }
})

test('--version is that of the package', async () => {
  const { version } = JSON.parse(
    await readFile(new URL('../../package.json', import.meta.url), 'utf8'),
  )
  expect(await sallyport('--version')).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' })
})

test('every command has a help of its own', async () => {
  for (const { name } of commands) {
    const { code, stdout } = await sallyport(name, '--help')
    expect(code).toBe(0)
    expect(stdout).toContain(`sallyport ${name}`)
  }
})

test.for([
  { argv: ['serv'], says: 'there is no command "serv"; did you mean serve?' },
  { argv: ['deploy'], says: 'there is no command "deploy"; the commands are' },
  { argv: ['--helq'], says: 'there is no flag "--helq"' },
  { argv: ['serve', '--prot', '1'], says: '--prot: there is no such flag; did you mean --port?' },
])('$argv is told what is meant', async ({ argv, says }) => {
  const { code, stdout, stderr } = await sallyport(...argv)
  expect([code, stdout]).toEqual([1, ''])
  expect(stderr).toContain(says)
})

test('without a command, the help and exit code 1', async () => {
  const { code, stdout, stderr } = await sallyport()
  expect([code, stdout]).toEqual([1, ''])
  expect(stderr).toContain('Usage: sallyport COMMAND')
})
