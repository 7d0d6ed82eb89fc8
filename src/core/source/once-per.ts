/** The same function, which works once for each argument, for as long as somebody holds that argument. */
export function oncePer<Argument extends object, Result>(
  work: (argument: Argument) => Result,
): (argument: Argument) => Result {
  const known = new WeakMap<Argument, { readonly result: Result }>()
  return (argument) => {
    const before = known.get(argument)
    if (before !== undefined) return before.result
    const result = work(argument)
    known.set(argument, { result })
    return result
  }
}
