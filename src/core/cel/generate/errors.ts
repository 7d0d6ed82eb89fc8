import type { Emitter, Fail } from './emitter.ts'

/** Takes the value of an expression that may be an error into a variable. */
export function checked(code: string, emitter: Emitter, fail: Fail): string {
  const name = emitter.fresh('v')
  emitter.write(`const ${name} = ${code};`, failing(name, fail))
  return name
}

/** Leaves where the variable holds an error. */
export function failing(name: string, fail: Fail): string {
  return `if (${name} instanceof CelError) ${fail(name)}`
}

/** Emits what may fail where its error is to be kept for later: `error` is undefined where it cannot fail. */
export function attempt(
  emitter: Emitter,
  build: (fail: Fail) => void,
): { readonly error: string | undefined } {
  const error = emitter.fresh('e')
  const label = emitter.fresh('L')
  let fails = false
  const { lines } = emitter.capture(() =>
    build((code) => {
      fails = true
      return `{ ${error} = ${code}; break ${label}; }`
    }),
  )
  if (!fails) {
    emitter.write(...lines)
    return { error: undefined }
  }
  emitter.write(`let ${error};`, `${label}: {`, ...lines, '}')
  return { error }
}
