import { execFile } from 'node:child_process'
import { chown, cp, mkdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import process, { env } from 'node:process'
import { promisify } from 'node:util'
import { variablesWith } from '#src/settings/read.ts'
import { type Instruction, type Stage, stagesOf } from './dockerfile.ts'

const run = promisify(execFile)
const { PATH = '' } = env

export interface Built {
  /** A folder with a folder for each stage, by its index. */
  readonly root: string
  readonly last: Stage
  /** Where the last stage's working directory is here. */
  readonly workdir: string
}

interface Building {
  readonly context: string
  readonly stages: readonly Stage[]
  readonly rootOf: (index: number) => string
  /** In front of PATH: where the Node of the base image is here. */
  readonly bin: string
}

/**
 * Does what a Dockerfile says, in folders instead of images: what it copies is copied, what it runs is run, with the Node of
 * that folder. Base images are not there, so what is run must be Node's, npm's or everybody's.
 */
export async function buildImage(
  dockerfile: string,
  { context, root, bin }: { readonly context: string; readonly root: string; readonly bin: string },
): Promise<Built> {
  const stages = stagesOf(dockerfile)
  const rootOf = (index: number) => join(root, `stage-${index}`)
  const building: Building = { context, stages, rootOf, bin }
  let workdir = ''
  for (const [index, { instructions }] of stages.entries()) {
    workdir = rootOf(index)
    for (const instruction of instructions) {
      workdir = await carryOut(instruction, { workdir, index, building })
    }
  }
  const last = stages.at(-1)
  if (last === undefined) throw new Error('the Dockerfile has no stage')
  return { root, last, workdir }
}

const maxBuffer = 64 * 1024 * 1024

interface Place {
  readonly workdir: string
  readonly index: number
  readonly building: Building
}

/** Answers the working directory afterwards. */
async function carryOut({ name, text }: Instruction, place: Place): Promise<string> {
  const { workdir, index, building } = place
  switch (name) {
    case 'WORKDIR': {
      const folder = join(building.rootOf(index), text)
      await mkdir(folder, { recursive: true })
      return folder
    }
    case 'RUN': {
      // npm asks for packages in the way of whoever runs this
      const variables = variablesWith({ PATH: `${building.bin}:${PATH}` })
      await run('/bin/sh', ['-c', text], { cwd: workdir, env: variables, maxBuffer })
      return workdir
    }
    case 'COPY':
      await copy(text, place)
      return workdir
    default:
      return workdir
  }
}

async function copy(text: string, { workdir, building }: Place): Promise<void> {
  const words = text.split(/\s+/)
  const flags = words.filter((word) => word.startsWith('--'))
  const paths = words.filter((word) => !word.startsWith('--'))
  const [from, owner] = ['--from=', '--chown='].map((name) =>
    flags.find((flag) => flag.startsWith(name))?.slice(name.length),
  )
  const stage = building.stages.findIndex(({ name }) => name === from)
  const source = from === undefined ? building.context : building.rootOf(stage)
  const target = paths.at(-1) ?? ''
  for (const path of paths.slice(0, -1)) {
    const into = join(workdir, target.endsWith('/') ? join(target, basename(path)) : target)
    await cp(join(source, path), into, { recursive: true, verbatimSymlinks: true })
    if (owner !== undefined && process.getuid?.() === 0) {
      const [uid, gid] = owner.split(':').map(Number)
      await chown(into, uid ?? 0, gid ?? 0)
    }
  }
}
