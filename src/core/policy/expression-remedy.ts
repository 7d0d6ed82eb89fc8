/** What to do about a problem of an expression of which the checker knows nothing better, by its text. */
const remedies: readonly (readonly [RegExp, string])[] = [
  [/^must evaluate to bool but got dyn/, 'compare it with a value, such as == true'],
  [/^must evaluate to (\S+)/, 'write an expression of type $1'],
  [/^undeclared reference to 'params'/, 'say in paramKind what the params are'],
  [/^undeclared reference/, 'correct the name, or declare a variable of that name'],
  [/^undefined field/, 'correct the name of the field'],
  [/^found no matching overload/, 'give the function or operator values of types that it takes'],
  [/^Syntax error/, 'correct what stands here, or before it'],
]

/** One sentence; of other problems, that the expression is to be corrected. */
export function expressionRemedy(message: string): string {
  for (const [pattern, remedy] of remedies) {
    const match = pattern.exec(message)
    if (match !== null) return remedy.replace('$1', match[1] ?? '')
  }
  return 'correct the expression'
}
