import { isArray, isObject, type JsonValue } from './json-value.ts'

/** What is still to print: a value, or text between values. */
type Pending = readonly ['value', JsonValue] | readonly ['text', string]

/** JSON text without recursion and with bigint: what the engine's own printer refuses. */
export function printPiecewise(value: JsonValue): string {
  const printed: string[] = []
  const pending: Pending[] = [['value', value]]
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const pieces: readonly Pending[] = next[0] === 'value' ? piecesOf(next[1]) : [next]
    const [only] = pieces
    if (pieces.length === 1 && only?.[0] === 'text') printed.push(only[1])
    else
      for (let index = pieces.length - 1; index >= 0; index--)
        pending.push(pieces[index] as Pending)
  }
  return printed.join('')
}

function piecesOf(value: JsonValue): readonly Pending[] {
  if (isArray(value)) {
    return bracketed(
      '[',
      ']',
      value.map((item) => [['value', item]]),
    )
  }
  if (isObject(value)) {
    return bracketed(
      '{',
      '}',
      Object.entries(value).map(([key, item]) => [
        ['text', `${JSON.stringify(key)}:`],
        ['value', item],
      ]),
    )
  }
  return [['text', typeof value === 'bigint' ? String(value) : JSON.stringify(value)]]
}

function bracketed(
  open: string,
  close: string,
  items: readonly (readonly Pending[])[],
): readonly Pending[] {
  const pieces = items.flatMap((item, index): readonly Pending[] =>
    index === 0 ? item : [['text', ','], ...item],
  )
  return [['text', open], ...pieces, ['text', close]]
}
