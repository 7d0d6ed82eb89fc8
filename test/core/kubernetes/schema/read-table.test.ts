import { expect, test } from 'vitest'
import type { FieldType } from '#src/core/kubernetes/schema/field-type.ts'
import { readTable } from '#src/core/kubernetes/schema/read-table.ts'

const schema = readTable(`
x.v1.Thing kind?:string metadata?:@x.v1.Meta spec?:@x.v1.Spec
x.v1.Meta~ name?:string stamp?%:time
x.v1.Spec size!*?:int32=3 mode?:string<v1.Mode>="Soft"|Hard|Soft parts?:[name,port]@x.v1.Part tags?:[*]string (Source)files?:[]string<v1.Files> limits?:{}quantity<v1.Limits> labels?:{~}string data?:{}bytes
x.v1.Part name!:string port!:int32 inner*?:@x.v1.Spec~

x.io/v1 Thing things namespaced x.v1.Thing create th,thing scale,status
x.io/v1 Whole wholes cluster x.v1.Meta - - -
`)

const spec = schema.struct('x.v1.Spec')?.fields
const typeOf = (name: string): FieldType | undefined => spec?.get(name)?.type

test('a field: flags, default, values', () => {
  expect(spec?.get('size')).toEqual({
    name: 'size',
    type: { kind: 'scalar', scalar: 'int32', goType: 'int32' },
    required: true,
    pointer: true,
    omitEmpty: true,
    omitZero: false,
    embedded: '',
    default: 3,
    values: [],
  })
  expect(spec?.get('mode')).toMatchObject({
    type: { scalar: 'string', goType: 'v1.Mode' },
    default: 'Soft',
    values: ['Hard', 'Soft'],
  })
  expect(spec?.get('files')).toMatchObject({ embedded: 'Source', required: false })
  expect(schema.struct('x.v1.Meta')?.fields.get('stamp')).toMatchObject({ omitZero: true })
})

test.for<{ name: string; field: string; type: object }>([
  {
    name: 'a list map',
    field: 'parts',
    type: { list: 'map', keys: ['name', 'port'], goType: '[]v1.Part' },
  },
  { name: 'a set', field: 'tags', type: { list: 'set', keys: [], goType: '[]string' } },
  {
    name: 'an atomic list with a name',
    field: 'files',
    type: { list: 'atomic', goType: 'v1.Files' },
  },
  {
    name: 'a map with a name',
    field: 'limits',
    type: { kind: 'map', goType: 'v1.Limits', atomic: false, values: { scalar: 'quantity' } },
  },
  { name: 'an atomic map', field: 'labels', type: { atomic: true, goType: 'map[string]string' } },
  { name: 'a map of bytes', field: 'data', type: { goType: 'map[string][]uint8' } },
])('$name', ({ field, type }) => {
  expect(typeOf(field)).toMatchObject(type)
})

test('a struct may hold itself, and is atomic by itself or at a field', () => {
  const parts = typeOf('parts')
  const part =
    parts?.kind === 'list' && parts.items.kind === 'struct' ? parts.items.struct : undefined
  expect(part?.fields.get('inner')?.type).toMatchObject({ kind: 'struct', atomic: true })
  expect(schema.struct('x.v1.Thing')?.fields.get('metadata')?.type).toMatchObject({ atomic: true })
  expect(schema.struct('x.v1.Thing')?.fields.get('spec')?.type).toMatchObject({ atomic: false })
})

test('a kind', () => {
  expect(schema.kinds.get('x.io/v1/Thing')).toEqual({
    struct: 'x.v1.Thing',
    served: {
      group: 'x.io',
      version: 'v1',
      kind: 'Thing',
      resource: 'things',
      namespaced: true,
      creatable: true,
      shortNames: ['th', 'thing'],
      subResources: ['scale', 'status'],
    },
  })
  expect(schema.kinds.get('x.io/v1/Whole')?.served).toMatchObject({
    namespaced: false,
    creatable: false,
    shortNames: [],
    subResources: [],
  })
})

test('what the table does not have is undefined', () => {
  expect(schema.struct('x.v1.Nothing')).toBeUndefined()
  expect(schema.struct('constructor')).toBeUndefined()
})
