import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { JsonObject } from '#src/core/index.ts'
import { printJson } from '#src/core/index.ts'
import type { Judgement } from './judgement.ts'

/** An expression to judge with Kubernetes' own libraries. */
interface Question {
  readonly expression: string
  /** Minimum compatibility version; without one that of the release, for new expressions. */
  readonly version?: string
  /** Whether the expression is stored already, so that it has everything that the release knows. */
  readonly stored?: boolean
  /** Whose values it is evaluated with; without a subject it is only compiled. */
  readonly subject?: string
}

export interface GoJudgement extends Judgement {
  /** Whether evaluating it again gives something else, as maps have no order. */
  readonly unstable?: boolean
  /** Whether the API server's view of typed objects gives something else than their JSON. */
  readonly typedDiffers?: boolean
  readonly panic?: string
}

export interface GoCel {
  /** Names the values of `object`, `request`, … for later questions. */
  readonly define: (subject: string, values: JsonObject) => void
  /** Answers in the order of the questions. */
  readonly judge: (questions: readonly Question[]) => Promise<readonly GoJudgement[]>
  readonly stop: () => Promise<void>
}

/** An overload of a function as Kubernetes' checker sees it. */
export interface GoDeclaration {
  readonly name: string
  readonly id: string
  readonly member: boolean
  readonly parameters: readonly string[]
  readonly result: string
}

/** What expressions have in one place. */
export interface GoDeclarations {
  /** Minimum compatibility version; empty for stored expressions, which have what the release knows. */
  readonly version: string
  readonly stored: boolean
  readonly mutation: boolean
  readonly overloads: readonly GoDeclaration[]
}

const module = join(import.meta.dirname, '..')
/** The flags of test/cluster/build.sh: what it has compiled is not compiled again. */
const flags = ['CGO_ENABLED=0', 'GOFLAGS=-mod=readonly -buildvcs=false -trimpath']

/** Needs Go, and some seconds the first time; with an empty Go cache a minute. */
export function goDeclarations(): readonly GoDeclarations[] {
  const output = execFileSync('env', [...flags, 'go', 'run', './go-cel', 'declarations'], {
    cwd: module,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  })
  return JSON.parse(output)
}

/** Starts test/cluster/go-cel. It ends with its standard input, so at the latest with this process. */
export function startGoCel(): GoCel {
  const child = spawn('env', [...flags, 'go', 'run', './go-cel'], {
    cwd: module,
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const waiting: ((line: string) => void)[] = []
  createInterface({ input: child.stdout }).on('line', (line) => waiting.shift()?.(line))
  const ended = once(child, 'exit')
  const ask = (question: Question) =>
    new Promise<GoJudgement>((resolve) => {
      waiting.push((line) => resolve(JSON.parse(line)))
      child.stdin.write(`${JSON.stringify(question)}\n`)
    })
  return {
    define: (name, values) => child.stdin.write(`${printJson({ name, values })}\n`),
    judge: (questions) => Promise.race([Promise.all(questions.map(ask)), failing(child, ended)]),
    stop: async () => {
      child.stdin.end()
      await ended
    },
  }
}

async function failing(child: ChildProcess, ended: Promise<unknown>): Promise<never> {
  await ended
  throw new Error(`test/cluster/go-cel ended with code ${child.exitCode}`)
}
