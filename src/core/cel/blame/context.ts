import type { Trace } from '../trace.ts'
import type { Place } from './places.ts'
import type { Read } from './read.ts'

/** What is known while a trace is explained. */
export interface Context {
  /** The trace of `variables.x`. */
  readonly traceVariable: (name: string) => Trace | undefined
  /** What the variables read that have been explained already: they mention each other again and again. */
  readonly variableReads: Map<string, readonly Read[]>
  readonly placeOf: (value: unknown) => Place | undefined
  /** Where the values of the macro variables around come from. */
  readonly bindings: ReadonlyMap<string, Place | undefined>
}

export function placeInside(place: Place | undefined, step: string | number): Place | undefined {
  return place === undefined ? undefined : { root: place.root, path: [...place.path, step] }
}
