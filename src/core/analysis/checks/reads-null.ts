import { print } from '../../cel/print.ts'
import type { Check } from '../check.ts'
import { type Situation, titleOf } from '../offers/situation.ts'
import { expressionWarning } from '../reading/expression-warning.ts'
import type { ImpossibleRead } from '../reading/read-policy.ts'
import { holdsUp } from './holds-up-deletion.ts'

/** A field of `object` where something is deleted, of `oldObject` where it is new, and the like: it fails each time. */
export const readsNull: Check = {
  code: 'reads-null',
  title: 'a field is read of what is null',
  check: ({ compiled, readings }) => {
    const { policy } = compiled
    const found = new Map<string, { read: ImpossibleRead; situations: readonly Situation[] }>()
    for (const { situation, impossible } of readings) {
      for (const read of impossible) {
        if (holdsUp(compiled, situation, read)) continue
        const { source } = read.expression.place.document
        const id = `${source} ${JSON.stringify(read.expression.place.path)} ${read.name}`
        const known = found.get(id)
        found.set(id, {
          read: known?.read ?? read,
          situations: [...(known?.situations ?? []), situation],
        })
      }
    }
    return [...found.values()].map(({ read, situations }) =>
      expressionWarning(read.expression, read.node, {
        code: readsNull.code,
        message: `${reasonOf(read, situations)}: ${print(read.node)} fails there each time, and failurePolicy ${policy.failurePolicy} decides`,
        ...wayOutOf(read),
      }),
    )
  },
}

function reasonOf({ name, field }: ImpossibleRead, situations: readonly Situation[]): string {
  const operations = [...new Set(situations.map(({ operation }) => operation))].join(' and ')
  const kinds = [...new Set(situations.map(titleOf))].filter((title) => title !== '').join(', ')
  switch (name) {
    case 'request':
      return `request.${field} is absent for ${kinds === '' ? operations : kinds}`
    case 'namespaceObject':
      return `namespaceObject is null for what stands in no namespace (${kinds})`
    case 'params':
      return 'params is null, since no binding has a paramRef'
    default:
      return `${name} is null on ${operations}`
  }
}

function wayOutOf({ name, field }: ImpossibleRead): { expected: string; remedy: string } {
  switch (name) {
    case 'request':
      return { expected: `has(request.${field})`, remedy: `read request.?${field}.orValue('')` }
    case 'params':
      return { expected: 'a paramRef', remedy: 'add paramRef to the binding' }
    case 'object':
      return {
        expected: 'object != null',
        remedy: 'take DELETE out of the rules, read oldObject, or ask for object != null first',
      }
    default:
      return { expected: `${name} != null`, remedy: `ask for ${name} != null first` }
  }
}
