import * as models from '@kubernetes/client-node'
import { expect, test } from 'vitest'
import { fieldTypes, typedKinds } from '#src/core/kubernetes/schema/types.ts'

interface Attribute {
  readonly baseName: string
  readonly type: string
  readonly format: string
}

interface Model {
  readonly attributeTypeMap: readonly Attribute[]
}

const kinds = typedKinds.flatMap((row) => row.kinds)
const common = ['apiVersion', 'kind', 'metadata', 'status']

/** The client's class of a type has its version, and sometimes its group, in front. */
function modelOf(type: string): Model {
  const prefix = ['V2', 'V1', 'RbacV1', 'CoreV1'].find((name) => classes.has(`${name}${type}`))
  return classes.get(`${prefix}${type}`) as Model
}

const classes = new Map(Object.entries(models) as unknown as readonly [string, Model][])

const words: readonly (readonly [RegExp, string])[] = [
  [/^Array<(.*)>$/, '[]$1'],
  [/^\{ \[key: string\]: (.*); \}$/, 'map[]$1'],
  [/\b(?:Core|Rbac)?V\d(?=[A-Z])/, ''],
  [/\bDate$/, 'time'],
  [/\bIntOrString$/, 'intOrString'],
]

function wordOf({ baseName, type, format }: Attribute): string {
  const number = type.includes('number') ? format : 'number'
  const scalar = format === 'byte' ? 'bytes' : 'string'
  const written = words.reduce((text, [pattern, word]) => text.replace(pattern, word), type)
  const named = written.replace(/\bnumber$/, number).replace(/(?<=^|\])string$/, scalar)
  return named === 'string' ? baseName : `${baseName}:${named}`
}

/** The client writes a quantity as a string. */
function withoutQuantities(fields: string): readonly string[] {
  return fields
    .trim()
    .split(/\s+/)
    .map((word) => word.replace(/:quantity$/, '').replace(/:map\[\]quantity$/, ':map[]string'))
}

test.for(Object.entries(fieldTypes))(
  '%s has the fields that the client knows',
  ([type, fields]) => {
    const attributes = modelOf(type).attributeTypeMap.filter(
      ({ baseName }) => !(kinds.includes(type) && common.includes(baseName)),
    )
    expect(withoutQuantities(fields)).toEqual(attributes.map(wordOf))
  },
)
