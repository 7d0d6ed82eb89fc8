import { readFile } from 'node:fs/promises'
import { type CommandForm, type GivenArguments, helpText, readArguments } from './arguments.ts'
import { type GivenText, readSettingsFile } from './file.ts'
import type { SettingProblem } from './problem.ts'
import { flagOf, type Setting, type SettingsOf, type SettingsTable, variableOf } from './setting.ts'

export type CommandLine<Table extends SettingsTable> =
  | { readonly kind: 'help'; readonly text: string }
  | { readonly kind: 'problems'; readonly problems: readonly SettingProblem[] }
  | {
      readonly kind: 'settings'
      readonly settings: SettingsOf<Table>
      readonly operands: readonly string[]
      /** Where each setting's value comes from: a flag, a variable, a place in a file, or `default`. */
      readonly origins: Readonly<Record<string, string>>
    }

type Variables = Readonly<Record<string, string | undefined>>

/** The environment for a program that is started: ours, and these. */
export function variablesWith(more: Variables, variables: Variables = process.env): Variables {
  return { ...variables, ...more }
}

/**
 * Settings from flags, environment, file and defaults, the first that has one; every wrong one is a problem that says
 * where it was given. The only reader of the environment.
 */
export async function readCommandLine<Table extends SettingsTable>(
  form: CommandForm & { readonly settings: Table },
  argv: readonly string[],
  variables: Variables = process.env,
): Promise<CommandLine<Table>> {
  const given = readArguments(form, argv)
  if (given.help) return { kind: 'help', text: helpText(form) }
  const file = await readFileOf(given, variables, form.settings)
  const results = Object.entries(form.settings).map(([name, setting]) =>
    readValue(name, setting, textsOf(name, setting, given, variables, file.texts)),
  )
  const problems = [
    ...given.problems,
    ...file.problems,
    ...results.flatMap((result) => result.problems),
  ]
  const values = Object.fromEntries(results.map(({ name, value }) => [name, value]))
  const origins = Object.fromEntries(results.map(({ name, origin }) => [name, origin]))
  const all = [...problems, ...(form.check?.(values, origins) ?? [])]
  if (all.length > 0) return { kind: 'problems', problems: all }
  return {
    kind: 'settings',
    settings: Object.freeze(values) as SettingsOf<Table>,
    operands: given.operands,
    origins,
  }
}

interface SettingsFile {
  readonly texts: ReadonlyMap<string, readonly GivenText[]>
  readonly problems: readonly SettingProblem[]
}

async function readFileOf(
  given: GivenArguments,
  variables: Variables,
  table: SettingsTable,
): Promise<SettingsFile> {
  const flag = given.texts.get('config')?.at(-1)
  const path = flag ?? variables[variableOf('config')]
  if (path === undefined) return { texts: new Map(), problems: [] }
  const text = await readFile(path, 'utf8').catch((error: Error) => error)
  if (typeof text === 'string') return readSettingsFile({ name: path, text }, table)
  const origin = flag === undefined ? variableOf('config') : '--config'
  return {
    texts: new Map(),
    problems: [{ origin, message: `the settings file cannot be read: ${text.message}` }],
  }
}

function textsOf(
  name: string,
  setting: Setting,
  given: GivenArguments,
  variables: Variables,
  file: SettingsFile['texts'],
): readonly GivenText[] {
  const flags = given.texts.get(name)
  if (flags !== undefined) return flags.map((text) => ({ text, origin: `--${flagOf(name)}` }))
  const variable = variables[variableOf(name)]
  if (variable !== undefined && !isServiceLink(variable)) {
    const texts =
      setting.kind === 'many' ? variable.split(',').map((part) => part.trim()) : [variable]
    return texts.map((text) => ({ text, origin: variableOf(name) }))
  }
  const other = variables[setting.variable ?? '']
  if (other !== undefined && other !== '') return [{ text: other, origin: setting.variable ?? '' }]
  return file.get(name) ?? fallbackTexts(setting).map((text) => ({ text, origin: 'default' }))
}

/**
 * The kubelet gives every container `SALLYPORT_PORT=tcp://10.0.0.1:443` when there is a Service called sallyport.
 * https://kubernetes.io/docs/concepts/services-networking/service/#environment-variables
 */
function isServiceLink(text: string): boolean {
  return /^(tcp|udp|sctp):\/\//i.test(text)
}

function fallbackTexts(setting: Setting): readonly string[] {
  if (setting.kind === 'many') return setting.fallback
  return setting.fallback === undefined ? [] : [setting.fallback]
}

interface Result {
  readonly name: string
  readonly value: unknown
  readonly origin: string
  readonly problems: readonly SettingProblem[]
}

function readValue(name: string, setting: Setting, texts: readonly GivenText[]): Result {
  const origin = texts.at(-1)?.origin ?? 'default'
  const read = texts.map((given) => ({ given, value: setting.parse(given.text) }))
  const wrong = read.filter(({ value }) => value === undefined)
  if (wrong.length > 0) {
    return {
      name,
      origin,
      value: undefined,
      problems: wrong.map(({ given }) => wrongText(setting, given)),
    }
  }
  const values = read.map(({ value }) => value)
  return { name, origin, value: setting.kind === 'many' ? values : values.at(-1), problems: [] }
}

function wrongText(setting: Setting, { text, origin }: GivenText): SettingProblem {
  return {
    origin,
    message: `expected ${setting.expected}, found ${JSON.stringify(text.slice(0, 200))}`,
  }
}
