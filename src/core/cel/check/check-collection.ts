import type { Expression, ListNode, MapNode } from '../ast.ts'
import { unwrapOptional } from './check-select.ts'
import { type Checker, freshParameter, isAssignable, reportMismatch } from './checker.ts'
import { dynType, listType, mapType, optionalType, type Type, unspecifiedType } from './type.ts'
import { isDyn, mostGeneral } from './unify.ts'

/** `[a, ?b]`: elements of several types make a list of `dyn`. */
export function checkList(node: ListNode, checker: Checker): Type {
  let common: Type | undefined
  for (const { value, optional } of node.elements) {
    common = join(common, checkMember(value, optional, checker), checker)
  }
  return listType(isKnown(common) ? common : freshParameter(checker))
}

/** `{a: b, ?c: d}`, likewise with its keys and its values. */
export function checkMap(node: MapNode, checker: Checker): Type {
  let keys: Type | undefined
  let values: Type | undefined
  for (const { key, value, optional } of node.entries) {
    keys = join(keys, checker.check(key), checker)
    values = join(values, checkMember(value, optional, checker), checker)
  }
  if (isKnown(keys)) return mapType(keys, values ?? unspecifiedType)
  return mapType(freshParameter(checker), freshParameter(checker))
}

/** The type of a member, or of what it holds where the member is optional: then it must be an optional. */
function checkMember(node: Expression, optional: boolean, checker: Checker): Type {
  const type = checker.check(node)
  return optional ? contentOf(type, node, checker) : type
}

/** The type that the optional holds; another type is reported at the node. */
export function contentOf(type: Type, node: Expression, checker: Checker): Type {
  const { type: inner, isOptional } = unwrapOptional(type)
  if (!isOptional && !isDyn(inner)) reportMismatch(checker, node, optionalType(inner), inner)
  return inner
}

function join(previous: Type | undefined, current: Type, checker: Checker): Type {
  if (!isKnown(previous)) return current
  return isAssignable(checker, previous, current) ? mostGeneral(previous, current) : dynType
}

/** An element of no type counts as none. */
function isKnown(type: Type | undefined): type is Type {
  return type !== undefined && type.kind !== 'unspecified'
}
