import { Command, CommanderError, Option } from 'commander'
import { nearestName } from '../core/index.ts'
import type { SettingProblem } from './problem.ts'
import { flagOf, type Setting, type SettingsTable, variableOf } from './setting.ts'

/** What `--help` says of a command, and what it takes. */
export interface CommandForm {
  readonly name: string
  readonly summary: string
  readonly settings: SettingsTable
  /** What the arguments that are no flags are called (`PATH...`); undefined where there are none. */
  readonly operands?: string
  /** Every argument there is, where they are few; otherwise they are paths. */
  readonly operandWords?: readonly string[]
  /** Ends the help: an example or two. */
  readonly examples?: string
  /** What is wrong with values that are right one by one. */
  readonly check?: CheckTogether
}

/** `origins`: where each value comes from, as in the settings that are read. */
type CheckTogether = (
  values: Readonly<Record<string, unknown>>,
  origins: Readonly<Record<string, string>>,
) => readonly SettingProblem[]

/** Words of a command line, sorted: texts by the setting's name, in the order given. */
export interface GivenArguments {
  readonly help: boolean
  readonly texts: ReadonlyMap<string, readonly string[]>
  readonly operands: readonly string[]
  readonly problems: readonly SettingProblem[]
}

/** Sorts the words of a command line; what is not known is a problem that names the nearest flag. */
export function readArguments(form: CommandForm, argv: readonly string[]): GivenArguments {
  const texts = new Map<string, string[]>()
  if (isHelp(argv)) return { help: true, texts, operands: [], problems: [] }
  const command = commandOf(form)
  for (const name of [...Object.keys(form.settings), 'config']) {
    command.on(`option:${flagOf(name)}`, (text: string | null) => {
      texts.set(name, [...(texts.get(name) ?? []), text ?? 'true'])
    })
  }
  try {
    const { operands, unknown } = command.parseOptions([...argv])
    const superfluous = form.operands === undefined ? operands.map(unexpectedOperand) : []
    return {
      help: false,
      texts,
      operands,
      problems: [...unknownFlags(form, unknown), ...superfluous],
    }
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    return withoutLastWord(form, argv)
  }
}

/** Only the last word can lack its value: anything that follows a flag is its value. */
function withoutLastWord(form: CommandForm, argv: readonly string[]): GivenArguments {
  const given = readArguments(form, argv.slice(0, -1))
  const problem = { origin: argv.at(-1) ?? '', message: 'its value is missing' }
  return { ...given, problems: [...given.problems, problem] }
}

/** The text of `--help`. */
export function helpText(form: CommandForm): string {
  return commandOf(form).helpInformation()
}

function isHelp(argv: readonly string[]): boolean {
  const end = argv.indexOf('--')
  return argv
    .slice(0, end === -1 ? undefined : end)
    .some((word) => word === '--help' || word === '-h')
}

function commandOf({ name, summary, settings, operands, examples }: CommandForm): Command {
  const command = new Command(`sallyport ${name}`)
    .summary(summary)
    .description(examples === undefined ? summary : `${summary}\n\n${examples}`)
    .usage(operands === undefined ? '[flags]' : `[flags] ${operands}`)
    .configureHelp({
      helpWidth: 100,
      showGlobalOptions: false,
      styleTitle: (title) => (title === 'Options:' ? 'Flags:' : title),
    })
    .configureOutput({ writeErr: () => undefined, outputError: () => undefined })
    .exitOverride()
    .helpOption('-h, --help', 'Print this.')
  for (const [setting, described] of Object.entries(settings)) {
    const { placeholder } = described
    const flag = placeholder === '' ? flagOf(setting) : `${flagOf(setting)} <${placeholder}>`
    command.addOption(new Option(`--${flag}`, describe(setting, described)))
  }
  return command.addOption(new Option(configFlag.flag, configFlag.description))
}

/** The one flag that every command has beside its settings. */
export const configFlag = {
  flag: '--config <PATH>',
  description: 'Settings file, YAML or JSON: the same names in camelCase. [SALLYPORT_CONFIG]',
} as const

function describe(name: string, setting: Setting): string {
  const fallback = setting.kind === 'many' ? setting.fallback.join(', ') : (setting.fallback ?? '')
  const standard = fallback === '' || setting.placeholder === '' ? '' : `; default ${fallback}`
  const words = setting.expected.startsWith('one of')
    ? ` ${setting.expected.replace('one of', 'One of')}.`
    : ''
  const variables = [variableOf(name), setting.variable].filter((one) => one !== undefined)
  return `${setting.description}${words} [${variables.join(', ')}${standard}]`
}

function unknownFlags(form: CommandForm, unknown: readonly string[]): readonly SettingProblem[] {
  const flags = [...Object.keys(form.settings), 'config', 'help'].map((name) => `--${flagOf(name)}`)
  return unknown
    .filter((word) => word.startsWith('-'))
    .map((word) => {
      const flag = word.split('=')[0] ?? word
      if (flags.includes(flag)) return { origin: flag, message: 'it takes no value' }
      const similar = nearestName(flag, flags)
      const hint =
        similar === undefined ? `see sallyport ${form.name} --help` : `did you mean ${similar}?`
      return { origin: flag, message: `there is no such flag; ${hint}` }
    })
}

function unexpectedOperand(word: string): SettingProblem {
  return { origin: word, message: 'no such argument is expected here' }
}
