import { Boxed } from './boxed.ts'

/** What `format.dns1123Label()` gives. */
export class NamedFormat extends Boxed {
  /** As Kubernetes writes it; formats with the same name are equal. */
  readonly formatName: string
  /** What keeps a text from having the format; nothing where it has. */
  readonly faultsOf: (text: string) => readonly string[]
  /** For the cost of a call: how long a pattern for the format is, or would be. */
  readonly patternSize: number

  constructor(
    formatName: string,
    faultsOf: (text: string) => readonly string[],
    patternSize: number,
  ) {
    super()
    this.formatName = formatName
    this.faultsOf = faultsOf
    this.patternSize = patternSize
  }
}
