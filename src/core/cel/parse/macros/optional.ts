import type { Expression } from '../../ast.ts'
import type { NodeFactory } from '../nodes.ts'
import { expanded, type Macro, problem } from './macro.ts'

/**
 * `target.optMap(x, …)` and `target.optFlatMap(x, …)`: `target.hasValue() ? … : optional.none()` with the value bound
 * to the name. Both mentions of the target are one node. https://github.com/google/cel-go/blob/v0.29.2/cel/library.go
 */
export const optionalMacros: readonly Macro[] = [
  overValue('optMap', (body, make) => make.call('optional.of', body)),
  overValue('optFlatMap', (body) => body),
]

function overValue(name: string, wrap: (body: Expression, make: NodeFactory) => Expression): Macro {
  return {
    name,
    style: 'method',
    arguments: 2,
    since: '1.28',
    delayed: true,
    expand: (call, make) => {
      const {
        target = make.list(),
        arguments: [variable = make.list(), body = make.list()],
      } = call
      if (variable.kind !== 'identifier')
        return problem(variable, `${name}() variable name must be a simple identifier`)
      const value = make.method(target, 'value')
      const bound: Expression = {
        id: make.id(),
        span: make.macroCall.span,
        at: make.macroCall.at,
        kind: 'bind',
        macroCall: make.macroCall,
        macro: name,
        name: variable.name,
        value,
        body,
      }
      const present = make.method(target, 'hasValue')
      return expanded(make.call('_?_:_', present, wrap(bound, make), make.call('optional.none')))
    },
  }
}
