import type { GrammarState } from './grammar-state.ts'
import { type Follow, nameStart, points } from './points.ts'
import { accept, expect, failWithoutAlternative } from './recovery.ts'
import type { NameTree } from './syntax-tree.ts'
import type { Token } from './token.ts'
import { peek, peekKind } from './tokens.ts'

/** A field's name: plain, or between back quotes. */
export function fieldName(state: GrammarState, follow: Follow): NameTree {
  const { start } = peek(state.tokens)
  state.recovery.open.push(follow)
  const token = readName(state)
  state.recovery.open.pop()
  return { start, token }
}

function readName({ recovery, tokens }: GrammarState): Token | undefined {
  if (!expect(recovery, points.selectName)) return undefined
  if (nameStart.has(peekKind(tokens))) return accept(recovery)
  failWithoutAlternative(recovery, points.selectName, 0)
  return undefined
}
