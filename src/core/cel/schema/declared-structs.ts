import type { KubernetesVersion } from '../../kubernetes/version.ts'
import { isAtLeast } from '../../kubernetes/version.ts'
import { listType, mapType, stringType, structType, type Type } from '../check/type.ts'
import type { StructTypes } from '../environment.ts'
import type { DeclaredType } from './declared-type.ts'
import { reservedWords } from './escape-field.ts'

/** Declared types by the names that the checker and its texts give them. */
export interface DeclaredStructs {
  /** The type as the checker knows it. An object has the name, what is in it names that go on from there. */
  readonly typeOf: (declared: DeclaredType, name: string) => Type
  readonly structs: StructTypes
}

/**
 * Names the objects in declared types by their path: `Pod0.spec.containers.@idx`, `@elem` for the values of a map. An
 * object's fields are looked at when the checker asks for them.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/staging/src/k8s.io/apiserver/pkg/cel/types.go
 */
export function declaredStructs(kubernetesVersion: KubernetesVersion): DeclaredStructs {
  const objects = new Map<string, DeclaredObject>()
  const fields = new Map<string, ReadonlyMap<string, Type>>()
  const typeOf = (declared: DeclaredType, name: string): Type => {
    switch (declared.kind) {
      case 'scalar':
        return declared.type
      case 'list':
        return listType(typeOf(declared.items, `${name}.@idx`))
      case 'map':
        return mapType(stringType, typeOf(declared.values, `${name}.@elem`))
      case 'object':
        objects.set(name, declared)
        return structType(name)
    }
  }
  const fieldsOf = (name: string): ReadonlyMap<string, Type> | undefined => {
    const known = fields.get(name)
    const object = objects.get(name)
    if (known !== undefined || object === undefined) return known
    const types = [...object.fields].map(([field, declared]): [string, Type] => [
      field,
      typeOf(declared, `${name}.${field}`),
    ])
    const found = new Map(isAtLeast(kubernetesVersion, '1.31') ? withKeywords(types) : types)
    fields.set(name, found)
    return found
  }
  return { typeOf, structs: { fieldsOf } }
}

type DeclaredObject = Extract<DeclaredType, { kind: 'object' }>

/** A field whose name is a reserved word can be selected by that word as well. */
function withKeywords(types: readonly [string, Type][]): readonly [string, Type][] {
  return types.flatMap(([name, type]): [string, Type][] => {
    const word = name.replace(/^__(.*)__$/, '$1')
    return word !== name && reservedWords.has(word)
      ? [
          [name, type],
          [word, type],
        ]
      : [[name, type]]
  })
}
