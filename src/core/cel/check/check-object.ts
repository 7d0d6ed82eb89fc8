import { isAtLeast } from '../../kubernetes/version.ts'
import type { ObjectNode } from '../ast.ts'
import { contentOf } from './check-collection.ts'
import { globalOf, localOf, withoutDot } from './check-name.ts'
import { fieldOfStruct } from './check-select.ts'
import { type Checker, isAssignable, report } from './checker.ts'
import { formatType, nameOfType } from './print-type.ts'
import { errorType, type Type, typeType } from './type.ts'
import { typeOfName } from './type-names.ts'
import { messageNameOf } from './well-known-types.ts'

/** `Type{f: v, ?g: o}` */
export function checkObject(node: ObjectNode, checker: Checker): Type {
  const name = withoutDot(node.typeName)
  const meaning = meaningOf(name, checker)
  if (meaning === undefined) {
    report(checker, node, `undeclared reference to '${node.typeName}' (in container '')`)
    return errorType
  }
  const { type, typeName } = messageOf(meaning, name, node, checker)
  checkFields(node, typeName, checker)
  return type
}

/** The type of the name itself. Up to 1.36 (cel-go 0.26) it may be that of a variable, which is no type then. */
function meaningOf(name: string, checker: Checker): Type | undefined {
  if (isAtLeast(checker.environment.kubernetesVersion, '1.37')) {
    const type = typeOfName(name, checker.environment)
    return type && typeType(type)
  }
  return (localOf(name, checker) ?? globalOf(name, checker))?.type
}

interface Message {
  readonly type: Type
  /** Whose fields the literal has. */
  readonly typeName: string
}

function messageOf(meaning: Type, name: string, node: ObjectNode, checker: Checker): Message {
  if (meaning.kind !== 'type') {
    if (meaning.kind !== 'error') report(checker, node, `'${nameOfType(meaning)}' is not a type`)
    return { type: errorType, typeName: name }
  }
  const [type = errorType] = meaning.parameters
  const typeName = messageNameOf(type) ?? (type.kind === 'struct' ? type.name : undefined)
  if (typeName !== undefined) return { type, typeName }
  report(checker, node, `'${nameOfType(type)}' is not a message type`)
  return { type: errorType, typeName: name }
}

function checkFields(node: ObjectNode, typeName: string, checker: Checker): void {
  for (const { name, value, optional, at } of node.fields) {
    const place = { at, isField: true }
    const given = checker.check(value)
    const declared = fieldOfStruct(typeName, name, place, checker) ?? errorType
    const type = optional ? contentOf(given, value, checker) : given
    if (!isAssignable(checker, declared, type)) {
      const [expected, found] = [formatType(declared), formatType(type)]
      const message = `expected type of field '${name}' is '${expected}' but provided type is '${found}'`
      report(checker, place, message)
    }
  }
}
