import { Boxed } from './boxed.ts'

/** What `url('https://example.com')` gives: the parts that expressions can ask for. */
export class Url extends Boxed {
  /** In small letters; empty where there is none. */
  readonly scheme: string
  /** With its port, decoded. */
  readonly host: string
  readonly escapedPath: string
  /** What stands behind the question mark, as it is written. */
  readonly query: string
  /** The whole URL as Go writes it; URLs with the same text are equal. */
  readonly text: string

  constructor(parts: Pick<Url, 'scheme' | 'host' | 'escapedPath' | 'query' | 'text'>) {
    super()
    this.scheme = parts.scheme
    this.host = parts.host
    this.escapedPath = parts.escapedPath
    this.query = parts.query
    this.text = parts.text
  }
}
