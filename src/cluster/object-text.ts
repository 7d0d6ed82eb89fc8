import {
  fieldOf,
  isArray,
  isObject,
  type JsonObject,
  type JsonValue,
  printJson,
  type SourceText,
} from '../core/index.ts'
import { textIn } from './text-in.ts'

/** A policy as a text that positions can point into: line for line what `kubectl get KIND NAME --output json` prints. */
export function policyText(object: JsonObject): SourceText {
  return { name: nameOfSource(object), text: printed(withoutManagedFields(object), '') }
}

/** An object as a text that nobody is shown. */
export function contextText(object: JsonObject): SourceText {
  return { name: nameOfSource(object), text: printJson(object) }
}

/** An object that runs, as it is served, as a text that findings point into. */
export function runningText(object: JsonObject): SourceText {
  const apiVersion = textIn(object, 'apiVersion')
  const title = [textIn(object, 'kind'), pathOf(object)].join(' ')
  return { name: `cluster:${apiVersion}/${title}`, text: printed(object, '') }
}

/** `cluster:PolicyExemption/shop/until-may`. */
function nameOfSource(object: JsonObject): string {
  return `cluster:${textIn(object, 'kind')}/${pathOf(object)}`
}

function pathOf(object: JsonObject): string {
  const metadata = fieldOf(object, 'metadata')
  const parts = [textIn(metadata, 'namespace'), textIn(metadata, 'name')]
  return parts.filter((part) => part !== '').join('/')
}

function withoutManagedFields(object: JsonObject): JsonObject {
  const metadata = fieldOf(object, 'metadata')
  if (!isObject(metadata)) return object
  const { managedFields: _left, ...kept } = metadata
  return { ...object, metadata: kept }
}

const step = '    '

/** Keys in their order, four spaces a step. */
function printed(value: JsonValue, indent: string): string {
  const inner = `${indent}${step}`
  if (isArray(value)) {
    return value.length === 0
      ? '[]'
      : bracketed(
          '[]',
          value.map((item) => printed(item, inner)),
          indent,
        )
  }
  if (!isObject(value)) return printJson(value)
  const fields = Object.keys(value)
    .sort()
    .map((key) => `${printJson(key)}: ${printed(value[key] as JsonValue, inner)}`)
  return fields.length === 0 ? '{}' : bracketed('{}', fields, indent)
}

function bracketed(brackets: '[]' | '{}', parts: readonly string[], indent: string): string {
  const lines = parts.map((part) => `${indent}${step}${part}`).join(',\n')
  return `${brackets[0]}\n${lines}\n${indent}${brackets[1]}`
}
