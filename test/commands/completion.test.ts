import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { commandForms } from '#src/commands/commands.ts'
import { flagsOf } from '#src/commands/completion/shell.ts'
import { runSallyport } from '#src/commands/run.ts'
import { captureIo } from '#test/support/capture.ts'

let folder = ''

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sallyport-completion-'))
  writeFileSync(join(folder, 'sallyport.bash'), (await completion('bash')).stdout)
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function completion(...argv: readonly string[]) {
  const { io, stdout, stderr } = captureIo()
  const code = await runSallyport(['completion', ...argv], io)
  return { code, stdout: stdout(), stderr: stderr() }
}

/** What a real bash would offer after these words; the last one is what stands before the cursor. */
function offered(words: readonly string[]): readonly string[] {
  const script = `source "$0"; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _sallyport; printf '%s\\n' "\${COMPREPLY[@]}"`
  const file = join(folder, 'sallyport.bash')
  const text = execFileSync('bash', ['-c', script, file, ...words], { encoding: 'utf8' })
  return text.split('\n').filter((line) => line !== '')
}

test.for([
  { words: ['sallyport', 'te'], offers: ['test'] },
  { words: ['sallyport', 'test', '--name'], offers: ['--namespace'] },
  { words: ['sallyport', 'test', '--field-validation', ''], offers: ['strict', 'warn', 'ignore'] },
  { words: ['sallyport', 'check', '--field'], offers: [] },
  { words: ['sallyport', 'test', '--raw', '--namesp'], offers: ['--namespace'] },
  { words: ['sallyport', 'completion', ''], offers: ['bash', 'zsh', 'fish'] },
  { words: ['sallyport', 'test', '--policies', ''], offers: [] },
  { words: ['sallyport', 'nonsense', '--'], offers: [] },
])('bash offers after $words: $offers', ({ words, offers }) => {
  expect(offered(words)).toEqual(offers)
})

test.for(['bash', 'zsh', 'fish'])('%s knows every command and flag', async (shell) => {
  const { code, stdout } = await completion(shell)
  expect(code).toBe(0)
  for (const form of await commandForms()) {
    expect(stdout).toContain(form.name)
    for (const { flag } of flagsOf(form)) {
      expect(stdout).toContain(shell === 'fish' ? `-l ${flag.slice(2)}` : flag)
    }
  }
})

test('quotes and brackets of a description stay inside of it', async () => {
  const { stdout } = await completion('zsh')
  const specs = stdout.split('\n').filter((line) => line.startsWith("        '*--"))
  expect(specs.length).toBeGreaterThan(20)
  for (const spec of specs) expect(spec).toMatch(/^ {8}'(?:[^']|'\\'')*'(?: \\)?$/)
})

test.for([
  { argv: [], name: 'no shell' },
  { argv: ['tcsh'], name: 'another shell' },
  { argv: ['bash', 'zsh'], name: 'two shells' },
])('$name: the shells are named', async ({ argv }) => {
  expect(await completion(...argv)).toEqual({
    code: 1,
    stdout: '',
    stderr: 'name one shell: bash, zsh, fish\n',
  })
})
