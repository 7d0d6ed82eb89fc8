import type { CreatedKind, Creation, JsonObject, Path } from '../core/index.ts'
import { originPath } from './origin-path.ts'

/** How what is said of an object that was judged stands in the manifest that it came of. */
export interface ObjectView {
  /** The kind of what a controller created; null for the manifest's own object. */
  readonly createdKind: CreatedKind | null
  /** Where a field of the judged object stands in the object of the manifest, as it was judged. */
  readonly place: (path: Path) => Path
  /** Where it was written, up to the first step that nobody wrote. */
  readonly origin: (path: Path) => Origin
}

interface Origin {
  readonly path: Path
  readonly isWhole: boolean
}

/** Of the manifest's own object. */
export function ownView(written: JsonObject, judged: JsonObject): ObjectView {
  return {
    createdKind: null,
    place: (path) => path,
    origin: (path) => whole(path, originPath(path, written, judged)),
  }
}

/** Of an object that a controller creates of another one. */
export function createdView(
  { kind, described, placeInOwner }: Creation,
  judged: JsonObject,
  owner: ObjectView,
): ObjectView {
  return {
    createdKind: kind,
    place: (path) => owner.place(placeInOwner(path)),
    origin: (path) => {
      const said = whole(path, originPath(path, described, judged))
      const origin = owner.origin(placeInOwner(said.path))
      return { ...origin, isWhole: said.isWhole && origin.isWhole }
    },
  }
}

function whole(path: Path, origin: Path): Origin {
  return { path: origin, isWhole: origin.length === path.length }
}
