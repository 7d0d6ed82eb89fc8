import { type CommandForm, configFlag } from '../../settings/arguments.ts'
import { flagOf, type Setting } from '../../settings/setting.ts'

/** A shell that completes what people type, and the script that tells it how. */
export interface Shell {
  readonly name: string
  /** The line of a start-up file that loads the script. */
  readonly load: string
  readonly script: (commands: readonly CommandForm[]) => string
}

/** A flag as shells complete it. */
export interface CompletedFlag {
  /** With its dashes. */
  readonly flag: string
  readonly description: string
  /** What comes after it: nothing, a path, one of a few words, or what nobody can guess. */
  readonly value: 'none' | 'path' | 'other' | readonly string[]
}

/** The flags of a command, in the order of its help. */
export function flagsOf({ settings }: CommandForm): readonly CompletedFlag[] {
  return [
    ...Object.entries(settings).map(([name, setting]) => ({
      flag: `--${flagOf(name)}`,
      description: setting.description,
      value: completionOf(setting),
    })),
    { flag: '--config', description: configFlag.description, value: 'path' },
    { flag: '--help', description: 'Print the help.', value: 'none' },
  ]
}

function completionOf({ placeholder, words }: Setting): CompletedFlag['value'] {
  if (words !== undefined) return words
  if (placeholder === '') return 'none'
  return placeholder === 'PATH' || placeholder === 'FILE' ? 'path' : 'other'
}
