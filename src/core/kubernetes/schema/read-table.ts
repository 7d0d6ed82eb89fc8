import { splitApiVersion } from '../group-version.ts'
import type { Field, FieldType, Scalar, ServedKind, StructType } from './field-type.ts'
import { goNameOf } from './go-name.ts'

/** The types and kinds of a schema table. */
export interface Schema {
  readonly struct: (name: string) => StructType | undefined
  readonly kinds: ReadonlyMap<string, { readonly served: ServedKind; readonly struct: string }>
}

/**
 * Reads a table. Its grammar:
 *
 *     table  = type* "" kind*                             (a line each)
 *     type   = name ["~"] (" " field)*                    "~": atomic
 *     field  = ["(" embedded ")"] name flags ":" type ["<" Go's name of the type ">"] ["=" default] ("|" value)*
 *     flags  = ["!"] ["*"] ["?"] ["%"]                    required, pointer, omitted when empty, omitted when zero
 *     type   = scalar | "@" name ["~" | "+"] | "[" keys "]" type | "{" ["~"] "}" type      struct, list, map
 *                                                         "+": merged although the struct is atomic
 *     keys   = "" | "*" | name ("," name)*                atomic list, set, map by these keys
 *     kind   = apiVersion kind resource scope name ("create" | "-") shortNames subResources
 */
export function readTable(table: string): Schema {
  const [types = '', kinds = ''] = table.trim().split('\n\n')
  const lines = new Map(types.split('\n').map((line) => [nameOf(line), line]))
  const structs = new Map<string, StructType>()
  const struct = (name: string): StructType | undefined => {
    const line = lines.get(name)
    if (line === undefined) return undefined
    let read = structs.get(name)
    if (read === undefined) {
      read = lazyStruct(name, line, structOrFail)
      structs.set(name, read)
    }
    return read
  }
  const structOrFail = (name: string): StructType => {
    const found = struct(name)
    if (found === undefined) throw new Error(`the schema table lacks ${name}`)
    return found
  }
  return { struct, kinds: new Map(kinds.split('\n').map(readKind)) }
}

type Structs = (name: string) => StructType

function nameOf(line: string): string {
  const space = line.indexOf(' ')
  const word = space === -1 ? line : line.slice(0, space)
  return word.endsWith('~') ? word.slice(0, -1) : word
}

function lazyStruct(name: string, line: string, structs: Structs): StructType {
  const [head = '', ...words] = line.split(' ')
  let fields: ReadonlyMap<string, Field> | undefined
  return {
    name,
    goName: name.slice(name.lastIndexOf('.') + 1),
    atomic: head.endsWith('~'),
    get fields() {
      fields ??= new Map(words.map((word) => readField(word, structs)))
      return fields
    },
  }
}

const fieldPattern =
  /^(?:\(([^)]+)\))?([^!*?%:]+)(!?)(\*?)(\??)(%?):([^<=|]*)(?:<([^>]+)>)?(?:=([^|]*))?(\|.*)?$/

function readField(word: string, structs: Structs): [string, Field] {
  const match = fieldPattern.exec(word)
  if (match === null) throw new Error(`the schema table has a field that cannot be read: ${word}`)
  const [, embedded = '', name = '', required, pointer, omitEmpty, omitZero, type = ''] = match
  const [goType, constant, values] = match.slice(8)
  return [
    name,
    {
      name,
      type: readType(type, goType, structs),
      required: required !== '',
      pointer: pointer !== '',
      omitEmpty: omitEmpty !== '',
      omitZero: omitZero !== '',
      embedded,
      default: constant === undefined ? undefined : JSON.parse(constant),
      values: values === undefined ? [] : values.slice(1).split('|'),
    },
  ]
}

function readType(text: string, goType: string | undefined, structs: Structs): FieldType {
  switch (text.charAt(0)) {
    case '[':
      return listType(text, goType, structs)
    case '{':
      return mapType(text, goType, structs)
    case '@':
      return structType(text, structs)
    default:
      return scalarType(text as Scalar, goType)
  }
}

function listType(text: string, goType: string | undefined, structs: Structs): FieldType {
  const end = text.indexOf(']')
  const keys = text.slice(1, end)
  const named = goType?.startsWith('[]') === true ? goType.slice(2) : undefined
  const items = readType(text.slice(end + 1), named, structs)
  return {
    kind: 'list',
    goType: goType ?? `[]${items.goType}`,
    items,
    list: keys === '' ? 'atomic' : keys === '*' ? 'set' : 'map',
    keys: keys === '' || keys === '*' ? [] : keys.split(','),
  }
}

function mapType(text: string, goType: string | undefined, structs: Structs): FieldType {
  const end = text.indexOf('}')
  const named =
    goType?.startsWith('map[') === true ? goType.slice(goType.indexOf(']') + 1) : undefined
  const values = readType(text.slice(end + 1), named, structs)
  return {
    kind: 'map',
    goType: goType ?? `map[string]${values.goType}`,
    values,
    atomic: end === 2,
  }
}

function structType(text: string, structs: Structs): FieldType {
  const name = text.replace(/^@|[~+]$/g, '')
  const struct = structs(name)
  const goType = name.split('.').slice(-2).join('.')
  return {
    kind: 'struct',
    goType,
    struct,
    atomic: text.endsWith('~') || (struct.atomic && !text.endsWith('+')),
  }
}

function scalarType(scalar: Scalar, goType: string | undefined): FieldType {
  return { kind: 'scalar', scalar, goType: goType ?? goNameOf(scalar) }
}

function readKind(line: string): [string, { served: ServedKind; struct: string }] {
  const [apiVersion = '', kind = '', resource = '', scope, struct = '', create, ...lists] =
    line.split(' ')
  const [shortNames = [], subResources = []] = lists.map((list) =>
    list === '-' ? [] : list.split(','),
  )
  const served = {
    ...splitApiVersion(apiVersion),
    kind,
    resource,
    namespaced: scope === 'namespaced',
    creatable: create === 'create',
    shortNames,
    subResources,
  }
  return [`${apiVersion}/${kind}`, { served, struct }]
}
