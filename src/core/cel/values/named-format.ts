import { Boxed } from './boxed.ts'

/** What `format.dns1123Label()` gives. */
export class NamedFormat extends Boxed {
  /** As Kubernetes writes it; formats with the same name are equal. */
  readonly name: string
  /** What keeps a text from having the format; nothing where it has. */
  readonly faultsOf: (text: string) => readonly string[]

  constructor(name: string, faultsOf: (text: string) => readonly string[]) {
    super()
    this.name = name
    this.faultsOf = faultsOf
  }
}
