import { allNodes } from '../../cel/all-nodes.ts'
import type { Expression } from '../../cel/ast.ts'
import { macroBodyOf } from '../../cel/plan/macro-body.ts'
import { builtInKindsOnly } from '../../kubernetes/kinds.ts'
import type { CompiledPolicy } from '../../policy/compile-policy.ts'
import { offeredBy } from '../offers/offered.ts'
import { situationsOf } from '../offers/situation.ts'
import { scopeIn } from '../reading/read-policy.ts'
import type { Scope } from '../reading/scope.ts'
import { isCallOf } from '../reading/terms.ts'
import { truthOf } from '../reading/truth-of.ts'
import type { Replacement } from './operator.ts'

/** What is known of the requests that a policy meets, a scope for each sort of them; made when it is first asked for. */
export type Setting = () => readonly Scope[]

export function settingOf(compiled: CompiledPolicy): Setting {
  let scopes: readonly Scope[] | undefined
  return () => {
    scopes ??= situationsOf(compiled, offeredBy(builtInKindsOnly)).map((situation) =>
      scopeIn(compiled, situation, builtInKindsOnly),
    )
    return scopes
  }
}

interface Replaced {
  readonly node: Expression
  readonly by: Expression
  readonly about: Replacement['about'] | undefined
}

/** Whether it makes no difference that the node is replaced. What is not certain counts as a difference. */
export function isSameForSure({ node, by, about }: Replaced, setting: Setting): boolean {
  if (about !== undefined) return isNeutral(about, node, setting)
  const isQuantifier = by.kind === 'call' && (by.function === 'all' || by.function === 'exists')
  return isQuantifier && node.kind === 'comprehension' && hasOneElement(node.range)
}

/** An operand that asks for the operation only, and has one answer to it whatever the rules of the policy let in. */
function isNeutral(term: Expression, chain: Expression, setting: Setting): boolean {
  if (!asksForOperation(term)) return false
  const neutral = isCallOf(chain, '_&&_')
  const scopes = setting()
  return (
    scopes.length > 0 &&
    scopes.every((scope) => {
      const { mayBeTrue, mayBeFalse } = truthOf(term, scope)
      return neutral ? !mayBeFalse : !mayBeTrue
    })
  )
}

/** `request.operation` is in every request, so that asking for it cannot fail. */
function asksForOperation(term: Expression): boolean {
  const nodes = allNodes(term)
  const names = nodes.filter((node) => node.kind === 'identifier')
  const fields = nodes.filter((node) => node.kind === 'select')
  return (
    names.length > 0 &&
    names.every(({ name }) => name === 'request') &&
    fields.length === names.length &&
    fields.every(({ field, testOnly }) => field === 'operation' && !testOnly) &&
    nodes.every(({ kind }) => kind !== 'comprehension' && kind !== 'bind')
  )
}

/** `all` and `exists` say the same of one element. */
function hasOneElement(range: Expression): boolean {
  if (range.kind === 'list') {
    return range.elements.length === 1 && range.elements.every(({ optional }) => !optional)
  }
  return (
    range.kind === 'comprehension' &&
    range.macro === 'map' &&
    macroBodyOf(range).predicate === undefined &&
    hasOneElement(range.range)
  )
}
