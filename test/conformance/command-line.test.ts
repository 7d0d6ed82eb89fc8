import { isDeepStrictEqual } from 'node:util'
import { describe, expect, test } from 'vitest'
import { temporaryFolder } from '#test/support/temporary-folder.ts'
import { type Ran, ranAsProcess, ranHere } from './command-line/ran.ts'
import { isUnloadable, type Run, runsOf } from './command-line/runs.ts'
import { type Way, ways } from './command-line/ways.ts'
import { hasCorpora, whereCorporaAre } from './corpora.ts'
import { commandLineExclusions, countReasons, reasonFor } from './exclusions.ts'
import { type JudgedRow, judgedRows } from './judged-rows.ts'

const files = ['kubescape-vap', 'gatekeeper-library-cel', 'kyverno-cli-tests'] as const

describe.skipIf(!hasCorpora)(`the command line, ${whereCorporaAre}`, () => {
  describe.each(ways)('sallyport $command', (way) => {
    test.for([
      { file: 'kubescape-vap', test: 702, review: 702 },
      { file: 'gatekeeper-library-cel', test: 136, review: 154 },
      { file: 'kyverno-cli-tests', test: 122, review: 126 },
    ] as const)('says what Kubernetes says, $file', async ({ file, ...counts }) => {
      const cwd = await temporaryFolder()
      const rows = rowsOf(file).filter((row) => !isUnloadable(row) && way.canTell(row))
      const different: unknown[] = []
      for (const run of runsOf(rows, way.apart)) {
        const ran = await ranHere(await way.argumentsOf(run, cwd), cwd)
        different.push(...differencesOf(run, ran, way))
      }
      expect(different).toEqual([])
      expect(rows.length).toBe(counts[way.command])
    })

    test('as processes of their own', async () => {
      const cwd = await temporaryFolder()
      const rows = files.flatMap(rowsOf).filter((row) => !isUnloadable(row) && way.canTell(row))
      const all = runsOf(rows, way.apart)
      const runs = all.filter((_, index) => index % Math.ceil(all.length / 16) === 0)
      const different: unknown[] = []
      for (const run of runs) {
        const ran = await ranAsProcess(await way.argumentsOf(run, cwd), cwd)
        different.push(...differencesOf(run, ran, way))
      }
      expect(different).toEqual([])
      expect(runs.length).toBeGreaterThan(10)
    })

    test('policies that no cluster would hold are named, and nothing is judged', async () => {
      const cwd = await temporaryFolder()
      const rows = rowsOf('kyverno-cli-tests').filter(
        (row) => row.mode === 'raw' && isUnloadable(row),
      )
      for (const run of runsOf(rows, way.apart)) {
        const ran = await ranHere(await way.argumentsOf(run, cwd), cwd)
        expect(ran).toMatchObject({ code: 1, stdout: '' })
        for (const text of faultsOf(run)) expect(ran.stderr).toContain(text)
      }
      expect(rows.length).toBe(28)
    })
  })

  test.for([
    { file: 'kubescape-vap', excluded: [] },
    { file: 'gatekeeper-library-cel', excluded: [] },
    { file: 'kyverno-cli-tests', excluded: [36] },
  ])('what is left out of $file', ({ file, excluded }) => {
    const counts = countReasons(judgedRows(`${file}.jsonl.gz`), commandLineExclusions)
    expect(Object.values(counts)).toEqual(excluded)
  })
})

/** What is the same however the object comes is judged in both forms. */
function rowsOf(file: string): readonly JudgedRow[] {
  return judgedRows(`${file}.jsonl.gz`)
    .filter((row) => reasonFor(row, commandLineExclusions) === undefined)
    .flatMap((row) => (row.isAnyMode ? [row, { ...row, mode: 'defaulted' }] : [row]))
}

function differencesOf(run: Run, ran: Ran, way: Way): readonly unknown[] {
  const id = run.rows[0].id
  const code = way.code(run)
  if (ran.code !== code) return [{ id, code: ran.code, expected: code, stderr: ran.stderr }]
  const verdicts = way.verdicts(run, ran)
  return run.rows.flatMap((row, index) => {
    const [own, expected] = [verdicts[index], way.expected(row)].map(asJson)
    if (isDeepStrictEqual(own, expected)) return []
    return [{ id: row.id, mode: row.mode, own, expected }]
  })
}

/** Without what is undefined. */
function asJson(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value ?? null))
}

/** What must be said of the policies: the words of the compiler, or the missing fields. */
function faultsOf({ rows: [{ reference }] }: Run): readonly string[] {
  const errors = reference?.compileErrors ?? []
  if (errors.length === 0) return ['Required value']
  return errors.flatMap(({ error }) =>
    [...error.matchAll(/^(?:compilation failed: )?ERROR: <input>:\d+:\d+: (.*)$/gm)].map(
      ([, text = '']) => text,
    ),
  )
}
