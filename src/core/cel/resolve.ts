import type {
  BindNode,
  CallNode,
  ComprehensionNode,
  Expression,
  IdentifierNode,
  ListNode,
  LiteralNode,
  MapNode,
  ObjectNode,
  SelectNode,
} from './ast.ts'
import { certainTypeName } from './certain-type.ts'
import type { Environment } from './environment.ts'
import { functionsOf } from './libraries/functions.ts'
import type { Overload } from './libraries/library.ts'
import { isOperator } from './operators.ts'
import { isTypeName } from './values/type-value.ts'

/** What a node stands for, where its text alone does not say. */
export type Reference =
  /** A variable of a macro. */
  | { readonly kind: 'local'; readonly slot: number }
  /** A macro: where its variables live, the second one behind the first. */
  | { readonly kind: 'binding'; readonly slot: number }
  /** A declared name. */
  | { readonly kind: 'global'; readonly name: string; readonly slot: number }
  | { readonly kind: 'type'; readonly name: string }
  /** A call; `target` tells whether the node's target is an argument or a namespace. */
  | { readonly kind: 'function'; readonly overloads: readonly Overload[]; readonly target: boolean }

export interface Resolution {
  readonly references: ReadonlyMap<Expression, Reference>
  /** Declared names that the expression reads, by slot. */
  readonly globals: readonly string[]
  /** How many macro variables are alive at once at most. */
  readonly locals: number
  readonly problems: readonly ResolutionProblem[]
}

interface ResolutionProblem {
  readonly message: string
  readonly offset: number
}

interface Resolver {
  readonly environment: Environment
  readonly functions: ReadonlyMap<string, readonly Overload[]>
  readonly references: Map<Expression, Reference>
  readonly globals: string[]
  readonly problems: ResolutionProblem[]
  locals: number
}

/** The macro variables around a node, innermost last; its index is a variable's slot. */
type Scope = readonly string[]

/** Finds what every name and call of the expression means; unknown names, functions and fields are problems. */
export function resolve(expression: Expression, environment: Environment): Resolution {
  const resolver: Resolver = {
    environment,
    functions: functionsOf(environment),
    references: new Map(),
    globals: [],
    problems: [],
    locals: 0,
  }
  visit(expression, [], resolver)
  return resolver
}

function visit(node: Expression, scope: Scope, resolver: Resolver): void {
  switch (node.kind) {
    case 'identifier':
      visitIdentifier(node, scope, resolver)
      break
    case 'select':
      visitSelect(node, scope, resolver)
      break
    case 'call':
      visitCall(node, scope, resolver)
      break
    case 'object':
      visitObject(node, scope, resolver)
      break
    case 'comprehension':
      visitComprehension(node, scope, resolver)
      break
    case 'bind':
      visitBind(node, scope, resolver)
      break
    default:
      for (const part of partsOf(node)) visit(part, scope, resolver)
  }
}

function partsOf(node: LiteralNode | ListNode | MapNode): readonly Expression[] {
  if (node.kind === 'list') return node.elements.map(({ value }) => value)
  return node.kind === 'map' ? node.entries.flatMap(({ key, value }) => [key, value]) : []
}

function visitIdentifier(node: IdentifierNode, scope: Scope, resolver: Resolver): void {
  const reference = referenceOf(node.name, scope, resolver)
  if (reference === undefined) report(node, undeclared(node.name), resolver)
  else resolver.references.set(node, reference)
}

function visitSelect(node: SelectNode, scope: Scope, resolver: Resolver): void {
  const name = node.testOnly || node.optional ? undefined : qualifiedName(node, scope)
  const reference = name === undefined ? undefined : referenceOf(name, scope, resolver)
  if (reference !== undefined) {
    resolver.references.set(node, reference)
    return
  }
  visit(node.operand, scope, resolver)
  const operand = resolver.references.get(node.operand)
  if (operand?.kind !== 'global' || operand.name !== 'variables') return
  if (!resolver.environment.variables.has(node.field)) {
    report(node, `undefined field '${node.field}'`, resolver)
  }
}

function visitCall(node: CallNode, scope: Scope, resolver: Resolver): void {
  const { target } = node
  if (isOperator(node.function)) {
    visitArguments(node, scope, resolver)
    return
  }
  const namespace = target === undefined ? undefined : qualifiedName(target, scope)
  const qualified = `${namespace}.${node.function}`
  if (namespace !== undefined && resolver.functions.has(qualified)) {
    visitArguments(node, scope, resolver)
    selectOverloads(node, qualified, 'function', resolver)
    return
  }
  if (target !== undefined) visit(target, scope, resolver)
  visitArguments(node, scope, resolver)
  const name = node.function.startsWith('.') ? node.function.slice(1) : node.function
  selectOverloads(node, name, target === undefined ? 'function' : 'method', resolver)
}

function visitArguments(node: CallNode, scope: Scope, resolver: Resolver): void {
  for (const argument of node.arguments) visit(argument, scope, resolver)
}

function selectOverloads(
  node: CallNode,
  name: string,
  style: Overload['style'],
  resolver: Resolver,
): void {
  const declared = resolver.functions.get(name)
  if (declared === undefined) {
    report(node, undeclared(name), resolver)
    return
  }
  const target = style === 'method'
  const count = node.arguments.length + (target ? 1 : 0)
  const overloads = declared.filter(
    (overload) => overload.style === style && overload.parameters.length === count,
  )
  if (overloads.length === 0) report(node, noOverload(node, name, target), resolver)
  else resolver.references.set(node, { kind: 'function', overloads, target })
}

function visitObject(node: ObjectNode, scope: Scope, resolver: Resolver): void {
  if (!isObjectType(node.typeName, resolver.environment)) {
    report(node, undeclared(node.typeName), resolver)
  }
  for (const { name, value } of node.fields) {
    visit(value, scope, resolver)
    if (node.typeName === 'JSONPatch' && !jsonPatchFields.includes(name)) {
      report(node, `undefined field '${name}'`, resolver)
    }
  }
}

const jsonPatchFields: readonly string[] = ['op', 'path', 'from', 'value']

function isObjectType(name: string, environment: Environment): boolean {
  if (!environment.mutation) return false
  return name === 'Object' || name === 'JSONPatch' || name.startsWith('Object.')
}

/** The accumulator's own expressions are not visited: the planner knows what each macro does with them. */
function visitComprehension(node: ComprehensionNode, scope: Scope, resolver: Resolver): void {
  visit(node.range, scope, resolver)
  resolver.references.set(node, { kind: 'binding', slot: scope.length })
  const second = node.secondVariable === undefined ? [] : [node.secondVariable]
  const inner = enter([...scope, node.variable, ...second, node.accumulator], resolver)
  visit(node.condition, inner, resolver)
  visit(node.step, inner, resolver)
  visit(node.result, inner, resolver)
}

function visitBind(node: BindNode, scope: Scope, resolver: Resolver): void {
  visit(node.value, scope, resolver)
  resolver.references.set(node, { kind: 'binding', slot: scope.length })
  visit(node.body, enter([...scope, node.name], resolver), resolver)
}

function enter(scope: Scope, resolver: Resolver): Scope {
  resolver.locals = Math.max(resolver.locals, scope.length)
  return scope
}

function referenceOf(name: string, scope: Scope, resolver: Resolver): Reference | undefined {
  const slot = scope.lastIndexOf(name)
  if (slot >= 0) return { kind: 'local', slot }
  const global = name.startsWith('.') ? name.slice(1) : name
  if (resolver.environment.names.has(global)) return globalReference(global, resolver)
  const isType = isTypeName(global, resolver.environment.kubernetesVersion)
  return isType ? { kind: 'type', name: global } : undefined
}

function globalReference(name: string, resolver: Resolver): Reference {
  const known = resolver.globals.indexOf(name)
  if (known < 0) resolver.globals.push(name)
  return { kind: 'global', name, slot: known < 0 ? resolver.globals.length - 1 : known }
}

/** `a.b.c` as one name, unless it begins with a macro's variable or is no chain of names. */
function qualifiedName(node: Expression, scope: Scope): string | undefined {
  if (node.kind === 'identifier') return scope.includes(node.name) ? undefined : node.name
  if (node.kind !== 'select' || node.testOnly || node.optional) return undefined
  const operand = qualifiedName(node.operand, scope)
  return operand === undefined ? undefined : `${operand}.${node.field}`
}

function report(node: Expression, message: string, resolver: Resolver): void {
  resolver.problems.push({ message, offset: node.at })
}

function undeclared(name: string): string {
  return `undeclared reference to '${name}' (in container '')`
}

function noOverload(node: CallNode, name: string, isMethod: boolean): string {
  const types = node.arguments.map(certainTypeName).join(', ')
  const receiver = isMethod && node.target !== undefined ? `${certainTypeName(node.target)}.` : ''
  return `found no matching overload for '${name}' applied to '${receiver}(${types})'`
}
