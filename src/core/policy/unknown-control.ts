import { controls } from '../pod-security/controls.ts'
import type { SourceDocument } from '../source/document.ts'
import { nearestName } from '../source/nearest-name.ts'
import type { Path } from '../source/path.ts'
import type { Problem } from '../source/problem.ts'
import { problemAt } from './problem-at.ts'

/** Whether a control of the Pod Security Standards has that id. */
export function isKnownControl(id: string): boolean {
  return controls.some((control) => control.id === id)
}

/** The problem of an id at the path that no control has. */
export function unknownControl(
  document: SourceDocument,
  path: Path,
  id: string,
): readonly Problem[] {
  if (isKnownControl(id)) return []
  const ids = controls.map((control) => control.id)
  const near = nearestName(id, ids)
  return [
    problemAt(document, path, {
      code: 'unsupported-value',
      message: `unknown control "${id}"`,
      found: id,
      expected: ids.join(', '),
      remedy: near === undefined ? 'name one of the controls' : `did you mean "${near}"?`,
    }),
  ]
}
