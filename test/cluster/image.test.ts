import { execFile } from 'node:child_process'
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { request } from 'node:https'
import { join } from 'node:path'
import process from 'node:process'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Built, buildImage } from './image/build-image.ts'
import { saidBy } from './image/dockerfile.ts'
import { type LeashedProcess, startOnLeash } from './leashed-process.ts'
import { freePorts } from './ports.ts'
import { untilReady } from './readiness.ts'
import { makeRunFolder, removeRunFolder } from './run-folder.ts'

const run = promisify(execFile)
const repository = join(import.meta.dirname, '../..')
const review = join(repository, 'docs/examples/reviews/deployment.json')
const policies = join(repository, 'policies/pod-security/host-paths')
const minute = 60_000

let folder: string
let bin: string
let image: Built

beforeAll(async () => {
  folder = makeRunFolder()
  chmodSync(folder, 0o755)
  bin = await nodeOfMajor(24)
  const dockerfile = readFileSync(join(repository, 'Dockerfile'), 'utf8')
  const root = join(folder, 'image')
  mkdirSync(root)
  image = await buildImage(dockerfile, { context: repository, root, bin })
}, 10 * minute)

afterAll(() => removeRunFolder(folder))

describe('the image', () => {
  test('is of the Node that this test runs it with', async () => {
    const { stdout } = await run(join(bin, 'node'), ['--version'])
    expect(image.last.base).toBe(`node:${/^v(\d+)/.exec(stdout)?.[1]}-bookworm-slim`)
  })

  test('holds what runs, and nothing that only builds it', () => {
    expect(readdirSync(image.workdir).toSorted()).toEqual(
      ['LICENSE', 'certs', 'dist', 'node_modules', 'package.json', 'policies'].toSorted(),
    )
    const tools = ['typescript', 'vitest', 'esbuild', 'tsx']
    const found = tools.filter((name) => existsSync(join(image.workdir, 'node_modules', name)))
    expect(found).toEqual([])
  })

  test('needs no shell: its last stage runs nothing, and its entry point is a list', () => {
    expect(image.last.instructions.map(({ name }) => name)).not.toContain('RUN')
    expect(JSON.parse(saidBy(image.last, 'ENTRYPOINT') ?? '')).toEqual(['node', 'dist/main.js'])
  })

  test('runs as a user by number, so that a kubelet can tell it from root', () => {
    expect(saidBy(image.last, 'USER')).toMatch(/^[1-9]\d*:[1-9]\d*$/)
  })
})

describe('started as that user', () => {
  let server: LeashedProcess
  let ports: Readonly<Record<'webhook' | 'health' | 'metrics', number>>

  beforeAll(async () => {
    cpSync(policies, join(image.workdir, 'policies', 'host-paths'), { recursive: true })
    ports = await freePorts(['webhook', 'health', 'metrics'])
    server = startOnLeash(
      asImageUser(['dist/main.js', '--host', '127.0.0.1', ...portFlags()]),
      image.workdir,
    )
  }, minute)

  afterAll(() => server?.stop())

  test('the server gets ready', async () => {
    await untilReady({ url: `http://127.0.0.1:${ports.health}/readyz`, answering: server })
  })

  test('a review is answered', async () => {
    const answer = await post(`https://127.0.0.1:${ports.webhook}/validate`)
    expect(JSON.parse(answer)).toMatchObject({
      response: {
        allowed: false,
        status: { code: 403, message: expect.stringContaining('host-paths') },
      },
    })
  })

  test('the command line is there as well', async () => {
    const { path, arguments: argv } = asImageUser(['dist/cli.js', '--version'])
    const { stdout } = await run(path, argv, { cwd: image.workdir, env: {} })
    const { version } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8'))
    expect(stdout).toContain(version)
  })

  function portFlags(): readonly string[] {
    return [
      ...['--port', `${ports.webhook}`],
      ...['--health-port', `${ports.health}`],
      ...['--metrics-port', `${ports.metrics}`],
    ]
  }

  function post(url: string): Promise<string> {
    const ca = readFileSync(join(image.workdir, 'certs/ca.crt'))
    const headers = { 'content-type': 'application/json' }
    return new Promise((resolve, reject) => {
      const sent = request(
        url,
        { ca, method: 'POST', headers, servername: 'localhost' },
        (answer) => {
          const chunks: Buffer[] = []
          answer.on('data', (chunk: Buffer) => chunks.push(chunk))
          answer.on('end', () => resolve(Buffer.concat(chunks).toString()))
        },
      )
      sent.on('error', reject)
      sent.end(readFileSync(review))
    })
  }
})

/** A folder with `node` of that major version: the one that runs this, or npm's. */
async function nodeOfMajor(major: number): Promise<string> {
  if (process.version.startsWith(`v${major}.`)) return join(process.execPath, '..')
  const prefix = join(folder, 'node')
  await run('npm', ['install', '--prefix', prefix, '--no-audit', '--no-fund', `node@${major}`])
  return join(prefix, 'node_modules/node/bin')
}

/** A command of the image's Node as the image's user. Whoever is not root already is somebody who may nothing special. */
function asImageUser(argv: readonly string[]) {
  const node = [join(bin, 'node'), ...argv]
  const [uid, gid] = (saidBy(image.last, 'USER') ?? '').split(':')
  const [path = '', ...rest] =
    process.getuid?.() === 0
      ? ['/usr/bin/setpriv', `--reuid=${uid}`, `--regid=${gid}`, '--clear-groups', ...node]
      : node
  return { name: 'image', path, arguments: rest }
}
