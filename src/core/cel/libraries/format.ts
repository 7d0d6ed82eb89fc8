import type { ListValue, Value } from '../value.ts'
import { CelError } from '../value.ts'
import { clauses } from './format-clauses.ts'
import { readVerb, unknownVerb, type Verb } from './format-verb.ts'

/** `'%s has %d'.format([name, count])`. https://github.com/google/cel-go/blob/master/ext/formatting.go */
export function format(text: string, values: ListValue): string | CelError {
  let result = ''
  let used = 0
  for (let index = 0; index < text.length; ) {
    const percent = text.indexOf('%', index)
    if (percent < 0) return result + text.slice(index)
    result += text.slice(index, percent)
    if (text[percent + 1] === '%') {
      result += '%'
      index = percent + 2
      continue
    }
    const value = values[used]
    if (value === undefined) return new CelError(`index ${used} out of range`)
    const verb = readVerb(text, percent + 1)
    if (verb instanceof CelError) return verb
    const printed = print(value, verb)
    if (printed instanceof CelError) return printed
    result += printed
    used++
    index = verb.end
  }
  return result
}

function print(value: Value, verb: Verb): string | CelError {
  const clause = clauses.get(verb.letter)
  if (clause === undefined) return unknownVerb(verb)
  const printed = clause(value, verb.precision)
  return printed instanceof CelError
    ? new CelError(`error during formatting: ${printed.message}`)
    : printed
}
