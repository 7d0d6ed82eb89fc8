import { compile } from '../../src/core/cel/compile.ts'
import { parse } from '../../src/core/cel/parse/parse.ts'
import { print } from '../../src/core/cel/print.ts'
import { decodeUtf8 } from '../../src/core/source/read-text.ts'
import { shape } from '../../test/core/cel/parse/outline.ts'
import { environment } from '../cel-environment.ts'
import { must, mustLeavePrototypes } from '../oracle.ts'

/** Any text is a program or problems with a place; what was parsed, printed, parses to the same tree. */
export function fuzz(bytes: Uint8Array): void {
  const decoded = decodeUtf8(bytes)
  if (decoded.kind === 'problem') return
  const compiled = compile(decoded.text, environment, 'any')
  if (compiled.kind === 'problems') {
    must(compiled.problems.length > 0 && compiled.message !== '', 'refused without a problem')
    for (const problem of compiled.problems) must(problem.message !== '', 'a problem without words')
  }
  mustPrintAlike(decoded.text)
  mustLeavePrototypes()
}

function mustPrintAlike(text: string): void {
  const parsed = parse(text, environment)
  if (parsed.kind === 'problems') return
  const printed = print(parsed.ast)
  const again = parse(printed, environment)
  if (again.kind === 'problems') {
    // Parentheses that the printer sets count as depth, of which there may be only so much.
    const tooDeep = again.problems.some(({ message }) => message.includes('recursion limit'))
    must(tooDeep, 'what was printed does not parse', printed, again.problems)
    return
  }
  must(shape(parsed.ast) === shape(again.ast), 'another tree was parsed again', text, printed)
}
