import { nearestName } from '../core/index.ts'
import type { Io } from './command.ts'
import { commandForms, commands } from './commands.ts'
import { sallyportVersion } from './version.ts'

/** The command line of `sallyport`: finds the command and answers its exit code, 1 where there is none. */
export async function runSallyport(argv: readonly string[], io: Io): Promise<number> {
  const [name, ...rest] = argv
  if (name === undefined) {
    io.stderr.write(await help())
    return 1
  }
  if (name === '--help' || name === '-h') {
    io.stdout.write(await help())
    return 0
  }
  if (name === '--version' || name === '-v') {
    io.stdout.write(`${await sallyportVersion()}\n`)
    return 0
  }
  const entry = commands.find((command) => command.name === name)
  if (entry === undefined) {
    io.stderr.write(`${unknownCommand(name)}\n`)
    return 1
  }
  return (await entry.load()).run(rest, io)
}

async function help(): Promise<string> {
  const forms = await commandForms()
  const width = Math.max(...forms.map(({ name }) => name.length))
  return `Admission policies for Kubernetes: a webhook server and a dry-run tester that are the same engine.

Usage: sallyport COMMAND [flags]

Commands:
${forms.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`).join('\n')}

sallyport COMMAND --help   the flags of a command
sallyport --version        the version

Exit codes: 0 clean, 1 the tool or its input failed, 2 violations.
`
}

function unknownCommand(name: string): string {
  const names = commands.map((command) => command.name)
  const what = name.startsWith('-') ? 'flag' : 'command'
  const similar = nearestName(name, names)
  const hint =
    similar === undefined ? `; the commands are ${names.join(', ')}` : `; did you mean ${similar}?`
  return `sallyport: there is no ${what} "${name}"${hint}`
}
