import { describe, expect, test } from 'vitest'
import { evaluate } from './evaluate.ts'

describe('messages that stand for values', () => {
  test.for([
    'google.protobuf.Int64Value{value: 1} + 1 == 2',
    'google.protobuf.Int64Value{} == 0',
    'google.protobuf.BoolValue{value: true}',
    'google.protobuf.StringValue{} == ""',
    'google.protobuf.FloatValue{value: 0.1} == 0.10000000149011612',
    'google.protobuf.UInt32Value{value: 5u} == 5u',
    'google.protobuf.Duration{seconds: 1} == duration("1s")',
    'google.protobuf.Timestamp{seconds: 1} == timestamp(1)',
    'google.protobuf.Struct{fields: {"a": 1}}.a == dyn(1.0)',
    'google.protobuf.ListValue{values: [1]}[0] == dyn(1.0)',
    'google.protobuf.Value{string_value: "a"} == "a"',
    'google.protobuf.Value{} == null',
    'google.protobuf.NullValue.NULL_VALUE == 0',
    '.Object{a: 1} == Object{a: 1}',
  ])('%s', (expression) => {
    expect(evaluate(expression)).toBe(true)
  })
})

describe('what cannot be made', () => {
  test.for([
    { expression: 'list{values: [1]}', message: "unknown type 'list'" },
    {
      expression: 'google.protobuf.Int32Value{value: 3000000000}',
      message:
        'field type conversion error for google.protobuf.Int32Value.value value type: integer overflow',
    },
    {
      expression: 'JSONPatch{foo: dyn(1)}',
      message: 'unexpected JSONPatchType field: foo',
    },
  ])('$expression', ({ expression, message }) => {
    expect(evaluate(expression)).toMatchObject({ message })
  })
})
