import type { CallNode, ListNode } from '../ast.ts'
import { callCostOf } from '../cost/call-cost.ts'
import { listCost } from '../cost/macro-cost.ts'
import { clauses } from '../libraries/format-clauses.ts'
import { emitPrice } from './emit-price.ts'
import { constantValueOf, type Emitter, giveUp, type Operand } from './emitter.ts'
import { quote } from './quote.ts'

/** A template with nothing but `%s`, `%d` and `%%`: texts, and the verbs between them. */
interface Template {
  readonly texts: readonly string[]
  readonly verbs: readonly string[]
}

/** `'…'.format([a, b])` with a constant template and a list that is written out; undefined for all other calls. */
export function emitFormat(node: CallNode, emitter: Emitter): Operand | undefined {
  const text = constantValueOf(node.target, emitter)
  const [list] = node.arguments
  if (typeof text !== 'string' || list?.kind !== 'list' || !isPlainList(list, emitter)) {
    return undefined
  }
  const template = templateOf(text)
  if (template?.verbs.length !== list.elements.length) return undefined
  const values = list.elements.map(({ value }) => emitter.emit(value))
  emitter.cost(listCost)
  const operands: readonly Operand[] = [{ code: quote(text), type: 'string', constant: text }]
  emitPrice({ rule: callCostOf(node, emitter).rule, operands, types: ['string'] }, emitter)
  const parts = values.map((value, index) => emitPart(value, template.verbs[index] ?? '', emitter))
  const result = emitter.fresh('v')
  const pieces = template.texts.flatMap((piece, index) => [quote(piece), parts[index] ?? "''"])
  emitter.write(`const ${result} = ${pieces.filter((piece) => piece !== '""').join(' + ')};`)
  return { code: result, type: 'string' }
}

function isPlainList(list: ListNode, emitter: Emitter): boolean {
  return emitter.constantOf(list) === undefined && list.elements.every(({ optional }) => !optional)
}

function templateOf(text: string): Template | undefined {
  const texts: string[] = ['']
  const verbs: string[] = []
  for (const [piece] of text.matchAll(/%.?|[^%]+/gs)) {
    if (piece === '%s' || piece === '%d') {
      verbs.push(piece.slice(1))
      texts.push('')
    } else if (piece.startsWith('%') && piece !== '%%') return undefined
    else texts.push(`${texts.pop()}${piece === '%%' ? '%' : piece}`)
  }
  return { texts, verbs }
}

/** Texts and small numbers are what they are; the library prints all else. */
function emitPart({ code }: Operand, verb: string, emitter: Emitter): string {
  const part = emitter.fresh('v')
  const isPlain =
    verb === 's'
      ? `typeof ${code} === 'string'`
      : `typeof ${code} === 'number' && (${code} | 0) === ${code}`
  const plain = verb === 's' ? code : `'' + ${code}`
  emitter.write(
    `const ${part} = ${isPlain} ? ${plain} : ${emitter.constant(clauses.get(verb))}(${code});`,
    `if (typeof ${part} !== 'string') ${giveUp}`,
  )
  return part
}
