#!/usr/bin/env node
import process from 'node:process'
import { runSallyport } from './commands/run.ts'

const { stdin, stdout, stderr } = process
process.exitCode = await runSallyport(process.argv.slice(2), {
  stdin,
  stdout,
  stderr,
  cwd: process.cwd(),
})
