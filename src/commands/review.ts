import { printProblem } from '../core/index.ts'
import { readSources, type SourceBytes } from '../files/read-sources.ts'
import { choice, one } from '../settings/parse.ts'
import type { SettingsOf, SettingsTable } from '../settings/setting.ts'
import { answerDocument } from '../tester/answer-document.ts'
import { splitReviews } from '../tester/split-reviews.ts'
import { clusterSettings } from './cluster-settings.ts'
import type { Io } from './command.ts'
import type { LiveSnapshot } from './live-snapshot.ts'
import { commandWithSettings } from './with-settings.ts'
import { withSnapshot } from './with-snapshot.ts'
import { writeLines } from './write.ts'

const reviewSettings = {
  ...clusterSettings,
  door: one(choice('DOOR', ['validate', 'mutate'] as const), 'validate', 'Which webhook answers.'),
} as const satisfies SettingsTable

type ReviewSettings = SettingsOf<typeof reviewSettings>

const form = {
  name: 'review',
  summary: 'AdmissionReviews in, what the server would answer out.',
  settings: reviewSettings,
  operands: 'FILE...',
  examples: [
    'FILE is a file, a folder, a glob or - (standard input): an AdmissionReview in JSON, or one',
    'a line. Prints an answer a line, byte for byte what /validate or /mutate send.',
    'Exit code 1: something cannot be read, or is no AdmissionReview (it is answered all the same).',
    '0: otherwise, whatever the answers are.',
    '',
    '  sallyport review --door mutate recorded.jsonl',
  ].join('\n'),
}

/** `sallyport review`: the server's answers without a server. */
export const review = commandWithSettings(form, runReview)

async function runReview(
  settings: ReviewSettings,
  paths: readonly string[],
  io: Io,
  origins: Readonly<Record<string, string>>,
): Promise<number> {
  if (paths.length === 0) {
    await writeLines(io.stderr, ['name the reviews: sallyport review FILE...'])
    return 1
  }
  const time = new Date().toISOString()
  return withSnapshot({ settings, origins, io, time }, async (live) => {
    const origin = { folder: io.cwd, standardInput: io.stdin }
    const { sources, problems: unread } = await readSources(paths, origin)
    const problems = [...live.problems, ...unread]
    await writeLines(io.stderr, problems.map(printProblem))
    if (problems.some(({ severity }) => severity === 'error')) return 1
    if (sources.length === 0) {
      await writeLines(io.stderr, [`no review is in ${paths.join(', ')}`])
      return 1
    }
    return answerAll(sources, settings, live, io)
  })
}

async function answerAll(
  sources: readonly SourceBytes[],
  { door }: ReviewSettings,
  { judge }: LiveSnapshot,
  { stdout, stderr }: Io,
): Promise<number> {
  let code = 0
  for (const { name, bytes } of sources) {
    for (const [index, body] of splitReviews(bytes).entries()) {
      const time = new Date().toISOString()
      const answer = await judge((ground) => answerDocument(body, door, ground, time))
      await writeLines(stdout, [answer.text])
      if (answer.kind === 'answered') continue
      code = 1
      await writeLines(stderr, [`${name}: review ${index + 1}: ${answer.message}`])
    }
  }
  return code
}
