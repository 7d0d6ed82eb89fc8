import { typeNameOf } from '../type-of.ts'
import type { CelError, Value } from '../value.ts'
import { Boxed } from '../values/boxed.ts'
import { argument, bothPasses, shorterPass } from './cost-rules.ts'
import { type CostRule, type Declaration, introducedIn, operator } from './library.ts'
import { sizeOfHeld } from './size-of.ts'

const ordered = ['int', 'uint', 'double'] as const
const orderedWith: ReadonlyMap<string, readonly string[]> = new Map([
  ['int', ['int', 'double', 'uint']],
  ['uint', ['uint', 'double', 'int']],
  ['double', ['double', 'int', 'uint']],
])

/** How ids of operators name the types of numbers. */
const idNames: ReadonlyMap<string, string> = new Map([
  ['int', 'int64'],
  ['uint', 'uint64'],
])

const optionalListOrMap = {
  list: ['optional_type(list(A))', 'int'],
  map: ['optional_type(map(A, B))', 'A'],
} as const

/**
 * The operators as the checker sees them, by cel-go's internal names; what they do stands in the evaluator.
 * https://github.com/google/cel-go/blob/v0.29.2/common/stdlib/standard.go
 * https://github.com/google/cel-go/blob/v0.29.2/cel/library.go (optionalLib)
 */
export const operators: readonly Declaration[] = [
  operator('_?_:_', 'conditional', ['bool', 'A', 'A'], 'A'),
  operator('_&&_', 'logical_and', ['bool', 'bool'], 'bool'),
  operator('_||_', 'logical_or', ['bool', 'bool'], 'bool'),
  operator('!_', 'logical_not', ['bool'], 'bool'),
  operator('@not_strictly_false', 'not_strictly_false', ['bool'], 'bool'),
  operator('_==_', 'equals', ['A', 'A'], 'bool', shorterPass),
  operator('_!=_', 'not_equals', ['A', 'A'], 'bool', shorterPass),
  operator('_+_', 'add_bytes', ['bytes', 'bytes'], 'bytes', bothPasses),
  ...sameTypes('_+_', 'add', ['double']),
  operator('_+_', 'add_duration_duration', ['duration', 'duration'], 'duration'),
  operator('_+_', 'add_duration_timestamp', ['duration', 'timestamp'], 'timestamp'),
  operator('_+_', 'add_timestamp_duration', ['timestamp', 'duration'], 'timestamp'),
  ...sameTypes('_+_', 'add', ['int']),
  operator('_+_', 'add_list', ['list(A)', 'list(A)'], 'list(A)'),
  operator('_+_', 'add_string', ['string', 'string'], 'string', bothPasses),
  ...sameTypes('_+_', 'add', ['uint']),
  ...sameTypes('_/_', 'divide', ['double', 'int', 'uint']),
  ...sameTypes('_%_', 'modulo', ['int', 'uint']),
  ...sameTypes('_*_', 'multiply', ['double', 'int', 'uint']),
  operator('-_', 'negate_double', ['double'], 'double'),
  operator('-_', 'negate_int64', ['int'], 'int'),
  ...sameTypes('_-_', 'subtract', ['double']),
  operator('_-_', 'subtract_duration_duration', ['duration', 'duration'], 'duration'),
  ...sameTypes('_-_', 'subtract', ['int']),
  operator('_-_', 'subtract_timestamp_duration', ['timestamp', 'duration'], 'timestamp'),
  operator('_-_', 'subtract_timestamp_timestamp', ['timestamp', 'timestamp'], 'duration'),
  ...sameTypes('_-_', 'subtract', ['uint']),
  ...comparison('_<_', 'less'),
  ...comparison('_<=_', 'less_equals'),
  ...comparison('_>_', 'greater'),
  ...comparison('_>=_', 'greater_equals'),
  operator('_[_]', 'index_list', ['list(A)', 'int'], 'A'),
  operator('_[_]', 'index_map', ['map(A, B)', 'A'], 'B'),
  operator('@in', 'in_list', ['A', 'list(A)'], 'bool', ([, list]) => sizeOfHeld(argument(list))),
  operator('@in', 'in_map', ['A', 'map(A, B)'], 'bool'),
  ...introducedIn('1.28', [
    operator('_?._', 'select_optional_field', ['dyn', 'string'], 'optional_type(A)'),
    operator('_[?_]', 'list_optindex_optional_int', ['list(A)', 'int'], 'optional_type(A)'),
    operator(
      '_[?_]',
      'optional_list_optindex_optional_int',
      optionalListOrMap.list,
      'optional_type(A)',
    ),
    operator('_[?_]', 'map_optindex_optional_value', ['map(A, B)', 'A'], 'optional_type(B)'),
    operator(
      '_[?_]',
      'optional_map_optindex_optional_value',
      optionalListOrMap.map,
      'optional_type(B)',
    ),
    operator('_[_]', 'optional_list_index_int', optionalListOrMap.list, 'optional_type(A)'),
    operator('_[_]', 'optional_map_index_value', optionalListOrMap.map, 'optional_type(B)'),
  ]),
]

/**
 * What Kubernetes counts for operators, by name: its own values compare at once.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/staging/src/k8s.io/apiserver/pkg/cel/library/cost.go (CallCost)
 */
export const operatorCosts: ReadonlyMap<string, CostRule> = new Map([['_==_', equalityCost]])

function equalityCost([left, right]: readonly (Value | CelError)[]): number {
  if (left instanceof Boxed && kubernetesType.test(typeNameOf(left as Value))) return 1
  return shorterPass([argument(left), argument(right)])
}

const kubernetesType = /^(?:kubernetes|net)\./

/** Both operands and the result are of one type. */
function sameTypes(name: string, verb: string, types: readonly string[]): readonly Declaration[] {
  return types.map((type) => operator(name, `${verb}_${idName(type)}`, [type, type], type))
}

/** Numbers compare across types; the rest with their like. */
function comparison(name: string, verb: string): readonly Declaration[] {
  const numbers = ordered.flatMap((left) =>
    (orderedWith.get(left) ?? []).flatMap((right) => {
      const suffix = left === right ? idName(left) : `${idName(left)}_${idName(right)}`
      const declared = operator(name, `${verb}_${suffix}`, [left, right], 'bool')
      return left === right ? [declared] : introducedIn('1.28', [declared])
    }),
  )
  const others = ['timestamp', 'duration'].map((type) =>
    operator(name, `${verb}_${type}`, [type, type], 'bool'),
  )
  const texts = ['string', 'bytes'].map((type) =>
    operator(name, `${verb}_${type}`, [type, type], 'bool', shorterPass),
  )
  return [operator(name, `${verb}_bool`, ['bool', 'bool'], 'bool'), ...numbers, ...texts, ...others]
}

function idName(type: string): string {
  return idNames.get(type) ?? type
}
