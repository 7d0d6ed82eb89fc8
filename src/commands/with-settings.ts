import type { CommandForm } from '../settings/arguments.ts'
import { printSettingProblem } from '../settings/problem.ts'
import { readCommandLine } from '../settings/read.ts'
import type { SettingsOf, SettingsTable } from '../settings/setting.ts'
import type { Command, Io } from './command.ts'
import { write, writeLines } from './write.ts'

/** What a command does once its settings are known; answers the exit code. */
export type Run<Table extends SettingsTable> = (
  settings: SettingsOf<Table>,
  operands: readonly string[],
  io: Io,
  /** Where each setting's value comes from; `default` where nobody gave one. */
  origins: Readonly<Record<string, string>>,
) => Promise<number>

/** A command that prints its help when asked, and says what is wrong with its flags (exit code 1) before it does anything. */
export function commandWithSettings<Table extends SettingsTable>(
  form: CommandForm & { readonly settings: Table },
  run: Run<Table>,
): Command {
  return {
    form,
    run: async (argv, io) => {
      const commandLine = await readCommandLine(form, argv)
      switch (commandLine.kind) {
        case 'help':
          await write(io.stdout, commandLine.text)
          return 0
        case 'problems':
          await writeLines(io.stderr, commandLine.problems.map(printSettingProblem))
          return 1
        case 'settings':
          return run(commandLine.settings, commandLine.operands, io, commandLine.origins)
      }
    },
  }
}
