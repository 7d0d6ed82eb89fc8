import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { request } from 'node:https'
import { setTimeout as sleep } from 'node:timers/promises'

/** A server under measurement, in a process of its own. */
export interface Measured {
  readonly name: string
  readonly url: string
  readonly pid: number
  readonly stop: () => void
}

/** Starts `node ARGS` and waits until the URL answers; a server that ends or stays silent for 20 s is an error. */
export async function start(name: string, url: string, args: readonly string[]): Promise<Measured> {
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] })
  const deadline = Date.now() + 20_000
  while (!(await answers(url))) {
    if (child.exitCode !== null) throw new Error(`${name} ended with ${child.exitCode}`)
    if (Date.now() > deadline) throw new Error(`${name} does not answer at ${url}`)
    await sleep(100)
  }
  return { name, url, pid: pidOf(child), stop: () => child.kill('SIGKILL') }
}

function pidOf(child: ChildProcess): number {
  if (child.pid === undefined) throw new Error('the process has no id')
  return child.pid
}

async function answers(url: string): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = request(url, { method: 'POST', rejectUnauthorized: false }, (response) => {
      response.resume()
      resolve(true)
    })
    probe.on('error', () => resolve(false))
    probe.end()
  })
}

const ticksPerSecond = 100

/** Processor seconds that the process has used so far (user and system), from Linux' /proc. */
export function cpuSeconds(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond
}
