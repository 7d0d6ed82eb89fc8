import { isAtLeast } from '../../kubernetes/version.ts'
import type { Expression, IdentifierNode } from '../ast.ts'
import type { Reference } from './checked.ts'
import { type Checker, report, type Scope } from './checker.ts'
import { errorType, intType, type Type, typeType } from './type.ts'
import { typeOfName } from './type-names.ts'
import { enumValueName } from './well-known-types.ts'

/** What a name stands for. */
export interface Named {
  readonly reference: Reference
  readonly type: Type
}

/** `a`: a macro's variable, a declared name or a type. */
export function checkName(node: IdentifierNode, checker: Checker): Type {
  const named = nameOf(node.name, checker)
  if (named === undefined) {
    report(checker, node, `undeclared reference to '${node.name}' (in container '')`)
    return errorType
  }
  checker.references.set(node, named.reference)
  return named.type
}

/** What a chain of names stands for as a whole (`authorizer.requestResource`); undefined where it is a selection. */
export function checkQualifiedName(node: Expression, checker: Checker): Named | undefined {
  const qualifiers = qualifiersOf(node)
  const [first] = qualifiers
  if (first === undefined || qualifiers.length < 2) return undefined
  if (isLocalFirst(checker) && !first.startsWith('.') && localOf(first, checker) !== undefined) {
    return undefined
  }
  return hiddenGlobal(qualifiers.join('.'), first, checker)
}

/** `a.b.c` as text where it is a chain of names, a leading dot included. */
export function qualifiedName(node: Expression): string | undefined {
  const qualifiers = qualifiersOf(node)
  return qualifiers.length === 0 ? undefined : qualifiers.join('.')
}

/** What a name without dots stands for. Before 1.37 (cel-go 0.29) a leading dot did not pass by a macro's variable. */
function nameOf(name: string, checker: Checker): Named | undefined {
  const local = localOf(withoutDot(name), checker)
  if (local !== undefined && !(isLocalFirst(checker) && name.startsWith('.'))) {
    return { reference: { kind: 'local', slot: local.slot }, type: local.type }
  }
  return hiddenGlobal(name, name, checker)
}

/**
 * A declared name or a type. The name of a type keeps its leading dot where a macro's variable hides it: from 1.37 on
 * (cel-go 0.29) such a name has no value.
 */
function hiddenGlobal(name: string, first: string, checker: Checker): Named | undefined {
  const named = globalOf(withoutDot(name), checker)
  if (named?.reference.kind !== 'type' || !isLocalFirst(checker)) return named
  const isHidden = first.startsWith('.') && localOf(withoutDot(first), checker) !== undefined
  return isHidden ? { ...named, reference: { kind: 'type', name } } : named
}

/** Whether the first name of a chain decides if a macro's variable is meant: cel-go 0.29 does so. */
function isLocalFirst({ environment }: Checker): boolean {
  return isAtLeast(environment.kubernetesVersion, '1.37')
}

function qualifiersOf(node: Expression): readonly string[] {
  if (node.kind === 'identifier') return [node.name]
  if (node.kind !== 'select' || node.testOnly || node.optional) return []
  const operand = qualifiersOf(node.operand)
  return operand.length === 0 ? [] : [...operand, node.field]
}

/** The macro's variable of that name; the innermost counts. */
export function localOf(name: string, checker: Checker): Scope | undefined {
  let scope = checker.scope
  while (scope !== undefined && scope.name !== name) scope = scope.outer
  return scope
}

export function globalOf(name: string, checker: Checker): Named | undefined {
  const declared = checker.environment.names.get(name)
  if (declared !== undefined) return { reference: globalReference(name, checker), type: declared }
  const type = typeOfName(name, checker.environment)
  if (type !== undefined) return { reference: { kind: 'type', name }, type: typeType(type) }
  return name === enumValueName
    ? { reference: { kind: 'constant', value: 0 }, type: intType }
    : undefined
}

function globalReference(name: string, { globals }: Checker): Reference {
  const known = globals.indexOf(name)
  return { kind: 'global', name, slot: known < 0 ? globals.push(name) - 1 : known }
}

export function withoutDot(name: string): string {
  return name.startsWith('.') ? name.slice(1) : name
}
