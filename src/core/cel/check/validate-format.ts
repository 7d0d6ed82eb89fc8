import type { CallNode, Expression, ListNode } from '../ast.ts'
import { readVerb, unknownVerb } from '../libraries/format-verb.ts'
import { CelError } from '../value.ts'
import type { Checked } from './checked.ts'
import type { CheckProblem } from './checker.ts'
import { dynType, type Type } from './type.ts'

/**
 * What is wrong with `'…'.format([…])` where both are literals: the first clause that does not fit its argument, or
 * arguments that no clause prints. https://github.com/google/cel-go/blob/v0.29.2/ext/formatting.go
 */
export function invalidFormat(node: CallNode, checked: Checked): readonly CheckProblem[] {
  const { target } = node
  const [list, ...others] = node.arguments
  if (target?.kind !== 'literal' || target.literal.type !== 'string') return []
  if (list?.kind !== 'list' || others.length > 0) return []
  const problem = formatProblem(target.literal.value, { node, list, checked })
  return problem === undefined ? [] : [problem]
}

interface Call {
  readonly node: CallNode
  readonly list: ListNode
  readonly checked: Checked
}

function formatProblem(text: string, call: Call): CheckProblem | undefined {
  let used = 0
  let percent = text.indexOf('%')
  while (percent >= 0) {
    let end = percent + 2
    if (text[percent + 1] !== '%') {
      const clause = readClause(text, percent, used++, call)
      if ('message' in clause) return clause
      end = clause.end
    }
    percent = text.indexOf('%', end)
  }
  const given = call.list.elements.length
  const message = `too many arguments supplied to string.format (expected ${used}, got ${given})`
  return given > used ? { offset: call.node.at, message } : undefined
}

function readClause(
  text: string,
  percent: number,
  index: number,
  { node, list, checked }: Call,
): CheckProblem | { readonly end: number } {
  const element = list.elements[index]?.value
  const verb = percent + 1 < text.length && !element ? undefined : readVerb(text, percent + 1)
  if (verb === undefined || element === undefined) {
    const message = verb instanceof CelError ? verb.message : `index ${index} out of range`
    return { offset: node.at, message }
  }
  if (verb instanceof CelError) return { offset: node.at, message: verb.message }
  const rule = rules.get(verb.letter)
  if (rule === undefined) return { offset: node.at, message: unknownVerb(verb).message }
  const wrong = unfit(element, rule, checked)
  if (wrong === undefined) return { end: verb.end }
  const given = checked.types.get(wrong)?.name
  return { offset: wrong.at, message: `error during formatting: ${rule.text}, was given ${given}` }
}

interface Rule {
  readonly text: string
  readonly kinds: ReadonlySet<Type['kind']>
  /** Whether the elements of a literal list or map are looked at as well. */
  readonly isDeep?: boolean
}

const whole: readonly Type['kind'][] = ['int', 'uint']
const hexadecimal: Rule = {
  text: 'only integers, byte buffers, and strings can be formatted as hex',
  kinds: new Set([...whole, 'string', 'bytes']),
}

const rules: ReadonlyMap<string, Rule> = new Map<string, Rule>([
  [
    's',
    {
      text: 'string clause can only be used on strings, bools, bytes, ints, doubles, maps, lists, types, durations, and timestamps',
      kinds: new Set([
        ...whole,
        ...(['list', 'map', 'double', 'bool', 'string', 'timestamp'] as const),
        ...(['bytes', 'duration', 'type', 'null'] as const),
      ]),
      isDeep: true,
    },
  ],
  ['d', { text: 'decimal clause can only be used on integers', kinds: new Set(whole) }],
  [
    'f',
    {
      text: 'fixed-point clause can only be used on doubles',
      kinds: new Set(['double', 'string']),
    },
  ],
  [
    'e',
    {
      text: 'scientific clause can only be used on doubles',
      kinds: new Set(['double', 'string']),
    },
  ],
  [
    'b',
    {
      text: 'only integers and bools can be formatted as binary',
      kinds: new Set([...whole, 'bool']),
    },
  ],
  ['o', { text: 'octal clause can only be used on integers', kinds: new Set(whole) }],
  ['x', hexadecimal],
  ['X', hexadecimal],
])

/** The node whose type the clause cannot print, the argument or one inside of it. */
function unfit(node: Expression, rule: Rule, checked: Checked): Expression | undefined {
  const { kind } = checked.types.get(node) ?? dynType
  if (kind !== 'dyn' && !rule.kinds.has(kind)) return node
  if (!rule.isDeep) return undefined
  for (const part of literalParts(node)) {
    const wrong = unfit(part, rule, checked)
    if (wrong !== undefined) return wrong
  }
  return undefined
}

function literalParts(node: Expression): readonly Expression[] {
  if (node.kind === 'list') return node.elements.map(({ value }) => value)
  return node.kind === 'map' ? node.entries.flatMap(({ key, value }) => [key, value]) : []
}
