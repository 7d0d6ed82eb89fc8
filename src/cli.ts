#!/usr/bin/env node
import process from 'node:process'
import { Worker } from 'node:worker_threads'
import { runSallyport } from './commands/run.ts'

const { stdin, stdout, stderr } = process
const thread = new URL('./judge.js', import.meta.url)
/** Run from its sources, it has no module that a thread could start with. */
const isBuilt = import.meta.url.endsWith('.js')

process.exitCode = await runSallyport(process.argv.slice(2), {
  stdin,
  stdout,
  stderr,
  cwd: process.cwd(),
  ...(isBuilt ? { startThread: (workerData) => new Worker(thread, { workerData }) } : {}),
})
