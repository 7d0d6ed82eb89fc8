import { expanded, type Macro, problem } from './macro.ts'

/** `has(a.b)` tests for the field. https://github.com/google/cel-go/blob/v0.29.2/parser/macro.go */
export const has: Macro = {
  name: 'has',
  style: 'function',
  arguments: 1,
  since: '1.28',
  delayed: false,
  expand: ({ arguments: operands }, make) => {
    const [operand] = operands
    if (operand?.kind === 'select' && !operand.optional)
      return expanded({
        ...operand,
        id: make.id(),
        span: make.macroCall.span,
        at: make.macroCall.at,
        testOnly: true,
      })
    return problem(operand ?? make.list(), 'invalid argument to has() macro')
  },
}
