import process from 'node:process'
import { serve } from './commands/serve.ts'

const { stdin, stdout, stderr } = process
process.exitCode = await serve.run(process.argv.slice(2), {
  stdin,
  stdout,
  stderr,
  cwd: process.cwd(),
})
