import type { Value } from '../cel/value.ts'
import type { MergeList, MergeMap, MergeType } from '../kubernetes/merge-type.ts'
import type { JsonObject } from '../source/json-value.ts'
import { type ElementKey, elementKey, notMap } from './element-key.ts'
import { type Form, fieldsOf, formOf, goTypeName, printGoSyntax, printGoValue } from './go-value.ts'
import type { Configuration } from './opaque-containers.ts'

interface MergeProblem {
  readonly path: string
  readonly message: string
}

/** What is looked at: in an object that is there already two items of a list may have the same key, and null is nothing. */
interface Look {
  readonly role: 'configuration' | 'object'
  /** Lists and maps that count as neither. */
  readonly opaque: ReadonlySet<Value>
}

/**
 * What keeps a value from being merged as the type, in the API server's words; undefined where nothing does.
 * https://github.com/kubernetes-sigs/structured-merge-diff/blob/v6.4.2/typed/validate.go
 */
export function configurationProblem(
  { value, opaque }: Configuration,
  type: MergeType,
): string | undefined {
  return printed(problemsOf(value, type, '', { role: 'configuration', opaque }))
}

/** The same of an object that is there already. */
export function objectProblem(object: JsonObject, type: MergeType): string | undefined {
  return printed(problemsOf(object, type, '', { role: 'object', opaque: new Set() }))
}

function printed(problems: readonly MergeProblem[]): string | undefined {
  if (problems.length === 0) return undefined
  const texts = problems.map(({ path, message }) => (path === '' ? message : `${path}: ${message}`))
  return texts.length === 1 ? texts[0] : ['errors:', ...texts.map((text) => `  ${text}`)].join('\n')
}

/** The only form that a value of that form can be merged as, or all that the type has. */
export function deducedType(type: MergeType, form: Form): MergeType {
  const { scalar, list, map } = type
  switch (form) {
    case 'text':
    case 'number':
    case 'boolean':
      return scalar === undefined ? type : { scalar }
    case 'list':
      return list === undefined ? type : { list }
    case 'map':
      return map === undefined ? type : { map }
    default:
      return type
  }
}

function problemsOf(
  value: Value,
  type: MergeType,
  path: string,
  look: Look,
): readonly MergeProblem[] {
  const form = look.opaque.has(value) ? 'other' : formOf(value)
  const { map, scalar, list } = deducedType(type, form)
  if (value === null && look.role === 'object') return []
  if (map !== undefined) {
    return form === 'map'
      ? mapProblems(value, map, path, look)
      : [{ path, message: `expected map, got ${shown(value)}` }]
  }
  if (scalar !== undefined) return scalarProblems(value, form, scalar, path)
  if (list === undefined) return []
  return form === 'list'
    ? listProblems(value, list, path, look)
    : [{ path, message: `expected list, got ${shown(value)}` }]
}

function mapProblems(
  value: Value,
  map: MergeMap,
  path: string,
  look: Look,
): readonly MergeProblem[] {
  const problems: MergeProblem[] = []
  for (const [name, field] of fieldsOf(value)) {
    const type = map.field(name) ?? map.others
    if (type === undefined) {
      return [...problems, { path: `${path}.${name}`, message: 'field not declared in schema' }]
    }
    problems.push(...problemsOf(field, type, `${path}.${name}`, look))
  }
  return problems
}

function listProblems(
  value: Value,
  list: MergeList,
  path: string,
  look: Look,
): readonly MergeProblem[] {
  const problems: MergeProblem[] = []
  const seen = new Set<string>()
  for (const [index, item] of (value as readonly Value[]).entries()) {
    const found = list.atomic ? keyByPlace(index) : keyOf(item, list, look)
    if (found.kind === 'error') {
      return [...problems, { path, message: `element ${index}: ${found.message}` }]
    }
    const { key } = found
    if (seen.has(key) && look.role === 'configuration') {
      problems.push({ path, message: `duplicate entries for key ${key}` })
    }
    seen.add(key)
    problems.push(...problemsOf(item, list.items, path + key, look))
  }
  return problems
}

function keyByPlace(index: number): ElementKey {
  return { kind: 'key', key: `[${index}]` }
}

function keyOf(item: Value, list: MergeList, { role, opaque }: Look): ElementKey {
  const isForeign = opaque.has(item) || (item === null && role === 'configuration')
  if (!isForeign) return elementKey(item, list)
  return list.keys.length === 0 ? { kind: 'key', key: '[={{undefined}}]' } : notMap
}

function scalarProblems(
  value: Value,
  form: Form,
  scalar: NonNullable<MergeType['scalar']>,
  path: string,
): readonly MergeProblem[] {
  const message = scalarProblem(value, form, scalar)
  return message === undefined ? [] : [{ path, message }]
}

function scalarProblem(
  value: Value,
  form: Form,
  scalar: NonNullable<MergeType['scalar']>,
): string | undefined {
  switch (scalar) {
    case 'numeric':
      return form === 'number'
        ? undefined
        : `expected numeric (int or float), got ${goTypeName(value)}`
    case 'string':
      return form === 'text'
        ? undefined
        : `expected string, got &value.valueUnstructured{Value:${printGoSyntax(value)}}`
    case 'boolean':
      return form === 'boolean' ? undefined : `expected boolean, got ${shown(value)}`
    case 'untyped':
      return form === 'number' || form === 'text' || form === 'boolean'
        ? undefined
        : `expected any scalar, got ${shown(value)}`
  }
}

/** As Go prints what it points to. */
function shown(value: Value): string {
  return `&{${printGoValue(value)}}`
}
