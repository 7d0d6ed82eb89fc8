import { Worker } from 'node:worker_threads'
import { expect, test } from 'vitest'
import type { ThreadTask } from '#src/commands/judge-in-thread.ts'
import { test as testCommand } from '#src/commands/test.ts'
import { threadCount } from '#src/tester/threads/thread-count.ts'
import { captureIo } from '#test/support/capture.ts'
import { temporaryFolder } from '#test/support/temporary-folder.ts'
import { manifestTexts } from '../../bench/manifests.ts'
import { addsSidecar, noLatest, wantsTeam } from './policies.ts'

/** Starts the thread's own module, which is TypeScript here. */
const entry = JSON.stringify(new URL('../../src/judge.ts', import.meta.url).href)
const start = `import(${JSON.stringify(import.meta.resolve('tsx/esm/api'))})
  .then(({ tsImport }) => tsImport(${entry}, ${entry}))`

async function judge(cwd: string, argv: readonly string[]) {
  const threads: Worker[] = []
  const { io, stdout, stderr } = captureIo({ cwd })
  const startThread = (workerData: ThreadTask) => {
    const worker = new Worker(start, { workerData, eval: true })
    threads.push(worker)
    return worker
  }
  const code = await testCommand.run(argv, { ...io, startThread })
  return { code, stdout: stdout(), stderr: stderr(), threads: threads.length }
}

const files = {
  'policies/all.yaml': [noLatest, wantsTeam, addsSidecar].join('---\n'),
  ...Object.fromEntries(manifestTexts(24).map(({ name, text }) => [`m/${name}`, text])),
  'm/broken.yaml': 'a: [1\n',
}

test.for([
  { name: 'as the cluster would', argv: ['m', '--output', 'json'] },
  { name: 'as written', argv: ['m', '--output', 'json', '--raw'] },
  { name: 'in words', argv: ['m'] },
])('more threads say the same: $name', async ({ argv }) => {
  const cwd = await temporaryFolder(files)
  const alone = await judge(cwd, [...argv, '--jobs', '1'])
  const together = await judge(cwd, [...argv, '--jobs', '3'])
  expect(alone).toMatchObject({ code: 2, threads: 0 })
  expect(together.threads).toBe(2)
  expect(withoutTime(together.stdout)).toBe(withoutTime(alone.stdout))
  expect({ ...together, stdout: '', threads: 0 }).toEqual({ ...alone, stdout: '' })
})

/** When it was judged is said too. */
function withoutTime(text: string): string {
  return text.replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'TIME')
}

test('nothing is judged in any thread where policies are broken', async () => {
  const cwd = await temporaryFolder({ ...files, 'policies/all.yaml': 'kind: ValidatingRule\n' })
  const { code, stdout, threads } = await judge(cwd, ['m', '--jobs', '2'])
  expect({ code, stdout, threads }).toEqual({ code: 1, stdout: '', threads: 0 })
})

const sourcesOf = (count: number, bytes: number) =>
  Array.from({ length: count }, (_, index) => ({ name: `${index}`, bytes: new Uint8Array(bytes) }))

test.for([
  { name: 'one for little', asked: undefined, sources: sourcesOf(400, 7_000), count: 1 },
  { name: 'one for one file', asked: undefined, sources: sourcesOf(1, 30_000_000), count: 1 },
  { name: 'as many as asked for', asked: 3, sources: sourcesOf(5, 10), count: 3 },
  { name: 'no more than files', asked: 8, sources: sourcesOf(2, 10), count: 2 },
  { name: 'one for nothing', asked: 8, sources: [], count: 1 },
])('threads: $name', ({ asked, sources, count }) => {
  expect(threadCount(asked, sources)).toBe(count)
})
