import {
  anyType,
  boolType,
  bytesType,
  doubleType,
  durationType,
  dynType,
  intType,
  listType,
  mapType,
  nullType,
  opaqueType,
  optionalType,
  stringType,
  structType,
  type Type,
  timestampType,
  typeParameter,
  typeType,
  uintType,
} from './type.ts'

/**
 * The type that a declaration names: `list(A)`, `map(K, V)`, `optional_type(string)`, `quantity`. A name that is not
 * known is a mistake of the declaration.
 */
export function parseType(text: string): Type {
  const known = parsed.get(text)
  if (known !== undefined) return known
  const type = readType(text)
  parsed.set(text, type)
  return type
}

const parsed = new Map<string, Type>()

function readType(text: string): Type {
  const open = text.indexOf('(')
  if (open < 0) return simpleType(text.trim())
  const parameters = splitParameters(text.slice(open + 1, text.lastIndexOf(')')))
  return parameterizedType(text.slice(0, open).trim(), parameters.map(parseType))
}

function simpleType(name: string): Type {
  const type = simpleTypes.get(name)
  if (type !== undefined) return type
  if (/^[A-Z][A-Za-z]*$/.test(name)) return typeParameter(name)
  throw new Error(`a declaration names an unknown type: ${name}`)
}

function parameterizedType(
  name: string,
  [first = dynType, second = dynType]: readonly Type[],
): Type {
  if (name === 'list') return listType(first)
  if (name === 'map') return mapType(first, second)
  if (name === 'optional_type') return optionalType(first)
  if (name === 'type') return typeType(first)
  throw new Error(`a declaration names an unknown type: ${name}`)
}

/** The parameters between commas that are not inside parentheses. */
function splitParameters(text: string): readonly string[] {
  const parts: string[] = []
  let [depth, start] = [0, 0]
  for (let index = 0; index < text.length; index++) {
    const character = text[index]
    if (character === '(') depth++
    else if (character === ')') depth--
    else if (character === ',' && depth === 0) {
      parts.push(text.slice(start, index))
      start = index + 1
    }
  }
  return [...parts, text.slice(start)].map((part) => part.trim())
}

/** Types without parameters; those of Kubernetes stand at the end. https://github.com/kubernetes/apiserver/tree/v0.37.0/pkg/cel */
const simpleTypes: ReadonlyMap<string, Type> = new Map([
  ['any', anyType],
  ['bool', boolType],
  ['bytes', bytesType],
  ['double', doubleType],
  ['duration', durationType],
  ['dyn', dynType],
  ['int', intType],
  ['list', listType(dynType)],
  ['map', mapType(dynType, dynType)],
  ['null_type', nullType],
  ['string', stringType],
  ['timestamp', timestampType],
  ['type', { kind: 'type', name: 'type', parameters: [] }],
  ['uint', uintType],
  ['cidr', opaqueType('net.CIDR')],
  ['format', structType('kubernetes.NamedFormat')],
  ['ip', opaqueType('net.IP')],
  ['quantity', structType('kubernetes.Quantity')],
  ['semver', structType('kubernetes.Semver')],
  ['url', structType('kubernetes.URL')],
  ['authorizer', structType('kubernetes.authorization.Authorizer')],
  ['decision', structType('kubernetes.authorization.Decision')],
  ['group_check', structType('kubernetes.authorization.GroupCheck')],
  ['path_check', structType('kubernetes.authorization.PathCheck')],
  ['resource_check', structType('kubernetes.authorization.ResourceCheck')],
])
