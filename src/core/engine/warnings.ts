const maxTotal = 4096

/**
 * Warnings as the API server delivers them: no repetition, and no more than 4,096 characters together, beyond which it
 * would cut all of them; what does not fit is counted in the last one. One line each: the API server drops those with
 * control characters, its own policies' too, without a word.
 * https://github.com/kubernetes/apiserver/blob/master/pkg/endpoints/filters/warning.go
 */
export function fitWarnings(texts: readonly string[]): readonly string[] {
  if (texts.length === 0) return texts
  const lines = [...new Set(texts.map(oneLine))]
  const reserve = 64
  const kept: string[] = []
  let total = 0
  for (const line of lines) {
    const length = [...line].length
    if (total + length > maxTotal - reserve) break
    total += length
    kept.push(line)
  }
  const left = lines.length - kept.length
  return left === 0 ? kept : [...kept, `${left} more warnings are not shown`]
}

function oneLine(text: string): string {
  return text.replaceAll(/[\u0000-\u001f\u007f-\u009f]+/g, ' ').trim()
}
