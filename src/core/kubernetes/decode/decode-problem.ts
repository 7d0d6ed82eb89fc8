import type { Path } from '../../source/path.ts'

/** What the API server's decoder refuses, or drops, in an object. */
export interface DecodeProblem {
  readonly kind: 'undecodable' | 'unknown-field'
  /** In the object that was given. */
  readonly path: Path
  /** For people: `an integer of 32 bits`, `a field of PodSpec`. */
  readonly expected: string
  readonly found: string
  /** What the API server says: `unknown field "spec.foo"`; of an undecodable value it says only one text, see `decodeError`. */
  readonly text: string
  /** Whether Go's decoder goes no further: this error then wins over those that were met before it. */
  readonly ends: boolean
  /** The known field whose name is nearest to an unknown one's, where one is near. */
  readonly nearest?: string
}
