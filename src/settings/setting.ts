/** What every setting states; its flag, variable and file key follow from its name in the table. */
interface Described {
  /** What stands for the value in `--help`, in capitals; empty where the flag alone says true. */
  readonly placeholder: string
  readonly description: string
  /** What a right value looks like, to end the sentence "expected …". */
  readonly expected: string
  /** Every value there is, where they are few. */
  readonly words?: readonly string[]
  /** A variable that other programs know, looked at after our own. */
  readonly variable?: string
}

/** A setting with one value. `fallback` is the text that stands where nobody gives one. */
export interface OneValue<Value> extends Described {
  readonly kind: 'one'
  readonly fallback: string | undefined
  /** Undefined where the text is not right. */
  readonly parse: (text: string) => Value | undefined
}

/** A setting that may be given several times: flags repeat, a variable separates with commas, a file has a list. */
export interface ManyValues<Value> extends Described {
  readonly kind: 'many'
  readonly fallback: readonly string[]
  readonly parse: (text: string) => Value | undefined
}

export type Setting = OneValue<unknown> | ManyValues<unknown>
export interface SettingsTable {
  readonly [name: string]: Setting
}

/** The value that a table of settings is read to. */
export type SettingsOf<Table extends SettingsTable> = {
  readonly [Name in keyof Table]: Table[Name] extends ManyValues<infer Value>
    ? readonly Value[]
    : Table[Name] extends OneValue<infer Value> & { readonly fallback: string }
      ? Value
      : Table[Name] extends OneValue<infer Value>
        ? Value | undefined
        : never
}

/** `healthPort` → `health-port`: the flag without its dashes. */
export function flagOf(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}

/** `healthPort` → `SALLYPORT_HEALTH_PORT`. */
export function variableOf(name: string): string {
  return `SALLYPORT_${flagOf(name).replaceAll('-', '_').toUpperCase()}`
}
