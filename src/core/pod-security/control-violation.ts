import type { PatchOperation } from '../admission/patch-operation.ts'
import type { JsonValue } from '../source/json-value.ts'
import type { Path } from '../source/path.ts'
import type { Evaluation } from './evaluate.ts'

/** A control that forbids a Pod: its reason, and the first field that it is about. */
export interface ControlViolation {
  readonly control: string
  /** Kubernetes' words: reason, and details where there are some. */
  readonly text: string
  /** From the root of the Pod. */
  readonly path: Path
  /** Undefined where the field is absent. */
  readonly found: JsonValue | undefined
  readonly allowed: readonly string[]
  /** What to change in the Pod so that the control forbids it no longer; of more than a thousand violations the first. */
  readonly suggestion: readonly PatchOperation[]
}

/** What an evaluation found, a violation for each control that forbids the Pod, in the order of the texts. */
export function controlViolations({ results }: Evaluation): readonly ControlViolation[] {
  return results.flatMap(({ control, reason, detail, findings }) => {
    const [first] = findings
    if (first === undefined) return []
    const { path, found, allowed } = first
    const text = detail === '' ? reason : `${reason} (${detail})`
    const suggestion = together(findings.map((finding) => finding.suggestion))
    return [{ control, text, path, found, allowed, suggestion }]
  })
}

/** All changes as one, from the last to the first, so that items leave a list from its end; at each place once. */
function together(suggestions: readonly (readonly PatchOperation[])[]): readonly PatchOperation[] {
  const operations = new Map<string, PatchOperation>()
  for (const operation of suggestions.flat().toReversed()) operations.set(operation.path, operation)
  return [...operations.values()]
}
