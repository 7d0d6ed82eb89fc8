import type { CommandForm } from '../settings/arguments.ts'
import type { Command } from './command.ts'
import { shells } from './completion/shells.ts'
import { commandWithSettings } from './with-settings.ts'
import { write, writeLines } from './write.ts'

const names = shells.map(({ name }) => name)

const form = {
  name: 'completion',
  summary: 'What makes a shell complete commands, flags and values.',
  settings: {},
  operands: 'SHELL',
  operandWords: names,
  examples: [
    `SHELL is one of ${names.join(', ')}. The script goes to standard output; to have it in every shell, put the`,
    "line into the shell's start-up file:",
    '',
    ...shells.map(({ load }) => `  ${load}`),
  ].join('\n'),
}

/** `sallyport completion SHELL`: the script follows from the tables of commands and settings. */
export function completionOf(forms: () => Promise<readonly CommandForm[]>): Command {
  return commandWithSettings(form, async (_, wanted, io) => {
    const shell = shells.find(({ name }) => name === wanted[0])
    if (shell === undefined || wanted.length > 1) {
      await writeLines(io.stderr, [`name one shell: ${names.join(', ')}`])
      return 1
    }
    await write(io.stdout, shell.script(await forms()))
    return 0
  })
}
