import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import process from 'node:process'
import { expect, onTestFinished, test } from 'vitest'
import { test as testCommand } from '#src/commands/test.ts'
import { readTextFiles } from '#src/files/read-sources.ts'
import { run } from '#test/support/run-command.ts'
import { temporaryFolder } from '#test/support/temporary-folder.ts'
import { noLatest } from './policies.ts'

const mebibyte = 1024 ** 2

function listens(path: string): Promise<void> {
  const server = createServer()
  onTestFinished(() => void server.close())
  return new Promise((resolve) => server.listen(path, resolve))
}

/** What cannot be judged at all: one line says what it is, one what to do, and nothing is printed as a result. */
test.for<{
  name: string
  path: string
  make: (path: string) => unknown
  says: string
  remedy?: string
}>([
  {
    name: 'nothing there',
    path: 'm',
    make: () => undefined,
    says: 'm: error: there is no such file or folder',
  },
  {
    name: 'an empty folder',
    path: 'm',
    make: (path) => mkdirSync(path),
    says: 'no manifest is in m',
  },
  {
    name: 'a folder without YAML',
    path: 'm',
    make: (path) => {
      mkdirSync(path)
      writeFileSync(join(path, 'notes.txt'), 'a: 1')
    },
    says: 'no manifest is in m',
  },
  {
    name: 'an empty file',
    path: 'm.yaml',
    make: (path) => writeFileSync(path, ''),
    says: 'no manifest is in m.yaml',
  },
  {
    name: 'a pipe',
    path: 'm.yaml',
    make: (path) => execFileSync('mkfifo', [path]),
    says: 'm.yaml: error: it is a pipe, no file',
    remedy: 'name a file or a folder, or - for standard input',
  },
  {
    name: 'a socket',
    path: 'm.yaml',
    make: listens,
    says: 'm.yaml: error: it is a socket, no file',
    remedy: 'name a file or a folder, or - for standard input',
  },
  {
    name: 'a link to itself',
    path: 'm.yaml',
    make: (path) => symlinkSync('m.yaml', path),
    says: 'm.yaml: error: its symbolic links lead in a circle',
  },
  {
    name: 'a link to nothing in a folder',
    path: 'm',
    make: (path) => {
      mkdirSync(path)
      symlinkSync('nowhere', join(path, 'a.yaml'))
    },
    says: 'm/a.yaml: error: there is no such file or folder',
  },
  {
    name: '100 MiB',
    path: 'm.yaml',
    make: (path) => {
      writeFileSync(path, '')
      truncateSync(path, 100 * mebibyte)
    },
    says: 'm.yaml: error: it is larger than 32 MiB',
    remedy: 'split it into several files',
  },
])('nothing is judged: $name', async ({ path, make, says, remedy }) => {
  const cwd = await temporaryFolder({ 'policies/p.yaml': noLatest })
  await make(join(cwd, path))
  const { code, stdout, stderr } = await run(testCommand, [path], { cwd })
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
  const [line, next, ...others] = stderr.trimEnd().split('\n')
  expect(line).toContain(says)
  expect(next).toBe(remedy === undefined ? undefined : `  → ${remedy}`)
  expect(others).toEqual([])
})

test('nothing is judged: a device', async () => {
  const cwd = await temporaryFolder({ 'policies/p.yaml': noLatest })
  const { code, stderr } = await run(testCommand, ['/dev/zero'], { cwd })
  expect(code).toBe(1)
  expect(stderr).toContain('/dev/zero: error: it is a device, no file')
})

test('nothing is judged: too much on standard input', async () => {
  const cwd = await temporaryFolder({ 'policies/p.yaml': noLatest })
  const stdin = '#'.repeat(33 * mebibyte)
  const { code, stderr } = await run(testCommand, ['-'], { cwd, stdin })
  expect(code).toBe(1)
  expect(stderr).toContain('<stdin>: error: it is larger than 32 MiB')
})

/** Nobody but root may read everything, so that root plays nobody. */
function asSomebody<Result>(work: () => Result): Result {
  if (process.geteuid?.() !== 0) return work()
  process.seteuid?.(65_534)
  try {
    return work()
  } finally {
    process.seteuid?.(0)
  }
}

test.for([
  { name: 'a folder', path: 'm', closed: 'm' },
  { name: 'a folder below', path: 'm/sub', closed: 'm' },
  { name: 'a file', path: 'm/a.yaml', closed: 'm/a.yaml' },
])('what nobody may read is a problem: $name', async ({ path, closed }) => {
  const folder = await temporaryFolder({ 'm/a.yaml': 'a: 1', 'm/sub/b.yaml': 'b: 1' })
  chmodSync(folder, 0o755)
  chmodSync(join(folder, closed), 0o000)
  const { problems } = asSomebody(() => readTextFiles([path], folder))
  chmodSync(join(folder, closed), 0o755)
  expect(problems).toEqual([
    {
      code: 'unreadable-path',
      severity: 'error',
      message: 'you have no right to read it',
      source: path,
    },
  ])
})

const bomb = Array.from({ length: 12 }, (_, level) => {
  const item = level === 0 ? 'x' : `*a${level - 1}`
  return `a${level}: &a${level} [${Array(10).fill(item).join(',')}]`
}).join('\n')

const rendering = '→ render it: helm template CHART | sallyport test -'

/** What stands in a file and is no manifest is a result: exit code 1, what it is and where. */
test.for([
  {
    name: 'a binary file',
    bytes: Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0xff, 0x00]),
    says: ['byte 4 does not belong to UTF-8 text', '→ give a UTF-8 text file'],
  },
  {
    name: 'zeros',
    bytes: Buffer.alloc(2000),
    says: ['control characters are not allowed: U+0000'],
  },
  { name: 'an alias bomb', bytes: bomb, says: ['document contains excessive aliasing'] },
  {
    name: 'a template with a condition',
    bytes:
      '{{- if .Values.enabled }}\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n{{- end }}\n',
    says: ['m.yaml:1', 'this is a template that has not been rendered', rendering],
  },
  {
    name: 'a template with a comment of Go',
    bytes: 'apiVersion: v1\n{{/* whose\nit is */}}\nkind: ConfigMap\nmetadata:\n  name: a\n',
    says: ['(m.yaml:2:1)', 'this is a template that has not been rendered', rendering],
  },
  {
    name: 'a template of a value',
    bytes: 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: {{ .Release.Name }}\n',
    says: ['(m.yaml:4:9)', 'this is a template that has not been rendered', rendering],
  },
  {
    name: 'a template in quotes',
    bytes: 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: "{{ .Release.Name }}"\n',
    says: ['(m.yaml:4:9)', 'this is a template that has not been rendered', rendering],
  },
])('is no manifest: $name', async ({ bytes, says }) => {
  const cwd = await temporaryFolder({ 'policies/p.yaml': noLatest })
  writeFileSync(join(cwd, 'm.yaml'), bytes)
  const { code, stdout, stderr } = await run(testCommand, ['m.yaml'], { cwd })
  expect(code).toBe(1)
  for (const text of says) expect(stdout).toContain(text)
  expect(stdout + stderr).not.toContain('    at ')
  expect(stderr).toContain('1 manifest: 1 error')
})

test('braces in a text are no template', async () => {
  const text =
    'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\ndata:\n  alert: "{{ $labels.pod }} is down"\n'
  const cwd = await temporaryFolder({ 'policies/p.yaml': noLatest, 'm.yaml': text })
  expect(await run(testCommand, ['m.yaml'], { cwd })).toMatchObject({ code: 0 })
})
