import { CelError } from '#src/core/cel/value.ts'
import { freshControl, programOf } from '../evaluate.ts'

const examples: readonly string[] = [
  'object.spec.containers.all(c, c.?image.orValue("") != "x")',
  'object.spec.containers.filter(c, has(c.image)).map(c, c.image)',
  'object.spec.?replicas.orValue(1) + 1',
  'object.missing == 1 || object.spec.containers.exists(c, c.image.matches("^n"))',
  'object.missing',
]

/** What some expressions give, as JSON. */
export function evaluateExamples(): readonly unknown[] {
  const object = { spec: { containers: [{ image: 'nginx' }, { name: 'b' }] } }
  return examples.map((expression) => {
    const control = freshControl()
    const activation = (name: string) => (name === 'object' ? object : undefined)
    const value = programOf(expression).evaluate(activation, control)
    const seen = value instanceof CelError ? { message: value.message, span: value.span } : value
    return { expression, seen, spent: control.spent }
  })
}
