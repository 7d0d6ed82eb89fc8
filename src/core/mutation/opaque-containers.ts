import type { Expression } from '../cel/ast.ts'
import { entriesOf, isList, isMap } from '../cel/list-and-map.ts'
import type { Activation, Control, Program } from '../cel/program.ts'
import { CelError, type Value } from '../cel/value.ts'
import { ObjectValue } from '../cel/values/object-value.ts'

/** What `Object{…}` gave, and the lists and maps in it that the API server takes for neither. */
export interface Configuration {
  readonly value: Value
  readonly opaque: ReadonlySet<Value>
}

/** An expression, and what it is evaluated with. */
interface Evaluation {
  readonly program: Program
  readonly activation: Activation
  readonly control: Control
}

const none: ReadonlySet<Value> = new Set()

/**
 * The value with its opaque lists and maps: those that the expression makes directly inside of a list or map that it makes,
 * as in `[{"name": "a"}]`. What it reads, and what `Object{…}` makes, is none of them. The expression is evaluated once more,
 * with a trace, where there may be any.
 * https://github.com/kubernetes/apiserver/blob/v0.37.0/pkg/cel/mutation/dynamic/objects.go (convertField)
 */
export function configurationOf(value: Value, evaluation: Evaluation): Configuration {
  if (!holdsNested(value)) return { value, opaque: none }
  const made = new Set<unknown>()
  const { program, activation, control } = evaluation
  const again = program.trace(
    activation,
    { ...control, spent: 0, made: 0 },
    {
      enter: () => undefined,
      leave: (node, result) => noteMade(node, result, made),
    },
  )
  const opaque = new Set<Value>()
  collect(again as Value, { made, opaque }, { inMade: false })
  return { value: again as Value, opaque }
}

/** Whether a list or map stands directly in a list or map. */
function holdsNested(value: Value): boolean {
  return childrenOf(value).some(
    (child) => (isContainer(value) && isContainer(child)) || holdsNested(child),
  )
}

interface Found {
  readonly made: ReadonlySet<unknown>
  readonly opaque: Set<Value>
}

function collect(value: Value, found: Found, { inMade }: { readonly inMade: boolean }): void {
  const isMade = isContainer(value) && found.made.has(value)
  if (isMade && inMade) {
    found.opaque.add(value)
    return
  }
  for (const child of childrenOf(value)) collect(child, found, { inMade: isMade })
}

function childrenOf(value: Value): readonly Value[] {
  if (value instanceof ObjectValue) return [...value.fields.values()] as readonly Value[]
  if (isList(value)) return value
  return isMap(value) ? entriesOf(value).map(([, child]) => child) : []
}

function isContainer(value: Value): boolean {
  return isList(value) || isMap(value)
}

/** A literal may have been made as a whole when the expression was compiled: then nothing is told of its parts. */
function noteMade(node: Expression, value: Value | CelError | undefined, made: Set<unknown>): void {
  if (value === undefined || value instanceof CelError || !isMaker(node)) return
  made.add(value)
  const parts = childrenOf(value)
  for (const [index, part] of partsOf(node).entries()) noteMade(part, parts[index], made)
}

function partsOf(node: Expression): readonly Expression[] {
  if (node.kind === 'list') return node.elements.map(({ value }) => value)
  return node.kind === 'map' ? node.entries.map(({ value }) => value) : []
}

/** Calls that hand on what they are given, or join two lists into one that is read element by element. */
const handOn: ReadonlySet<string> = new Set([
  '_+_',
  '_?_:_',
  '_[_]',
  '_[?_]',
  'orValue',
  'value',
  'dyn',
])

function isMaker(node: Expression): boolean {
  switch (node.kind) {
    case 'list':
    case 'map':
    case 'comprehension':
      return true
    case 'call':
      return !handOn.has(node.function)
    default:
      return false
  }
}
