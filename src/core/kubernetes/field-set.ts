const quote = 0x22
const backslash = 0x5c
const opening = 0x7b
const closing = 0x7d
const colon = 0x3a
const comma = 0x2c

/**
 * Where a set of fields ends whose `{` stands at `start`, as the API server writes it: objects in objects without spaces,
 * by keys in ASCII; -1 for any other text, JSON or not.
 * https://github.com/kubernetes-sigs/structured-merge-diff/blob/master/fieldpath/serialize.go
 */
export function endOfFieldSet(json: Uint8Array, start: number): number {
  let next = start + 1
  for (let depth = 1; depth > 0; ) {
    if (json[next] === closing) {
      depth--
      next++
    } else {
      next = openedBy(json, json[next - 1] === opening ? next : behindComma(json, next))
      if (next === -1) return -1
      depth++
    }
  }
  return next
}

function behindComma(json: Uint8Array, next: number): number {
  return json[next] === comma ? next + 1 : -1
}

/** Behind the `{` of the member whose key begins at `start`. */
function openedBy(json: Uint8Array, start: number): number {
  const next = json[start] === quote ? endOfKey(json, start + 1) : -1
  return next !== -1 && json[next] === colon && json[next + 1] === opening ? next + 2 : -1
}

/** Behind the closing quote of the key that begins at `start`. */
function endOfKey(json: Uint8Array, start: number): number {
  for (let next = start; next < json.length; next++) {
    const code = json[next] ?? 0
    if (code === quote) return next + 1
    if (code < 0x20 || code > 0x7e) return -1
    if (code !== backslash) continue
    next++
    if (json[next] !== quote && json[next] !== backslash) return -1
  }
  return -1
}
