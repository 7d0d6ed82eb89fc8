import {
  applyPatch,
  carryBack,
  editText,
  type JsonValue,
  jsonEqual,
  type SourceDocument,
} from '../../core/index.ts'
import type { TestMutation } from '../report.ts'
import type { Passage } from '../through-doors.ts'
import { unifiedDiff } from './unified-diff.ts'

/** What each mutating policy would change in the text of a manifest, one after the other; nothing where the request is refused. */
export function mutationsOf(
  document: SourceDocument,
  { arrived, decisions }: Pick<Passage, 'arrived' | 'decisions'>,
): readonly TestMutation[] {
  const [mutation] = decisions
  if (mutation === undefined || !mutation.allowed || mutation.changes.length === 0) return []
  const mutations: TestMutation[] = []
  const { line, path, text: original } = document.part()
  let text = original
  let [held, written]: readonly JsonValue[] = [arrived, document.value]
  for (const { policy, binding, patch } of mutation.changes) {
    const result = applyPatch(held ?? null, patch)
    if (result.kind !== 'patched') break
    const next = carryBack(result.value, { held: held ?? null, written: written ?? null })
    const edited = editText({ line, path, text }, written ?? null, next)
    const input = { name: document.source, line, before: text, after: edited }
    const diff = unifiedDiff({ ...input, reason: `policy ${policy}` })
    if (!jsonEqual(written ?? null, next)) mutations.push({ policy, binding, diff })
    text = edited
    held = result.value
    written = next
  }
  return mutations
}
