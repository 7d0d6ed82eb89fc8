import type { JsonObject } from '../../source/json-value.ts'
import { nameOf } from '../object.ts'
import { editAt, objectAt, textOf } from './edit.ts'
import { randomSuffix } from './placeholders.ts'

/** https://github.com/kubernetes/apiserver/blob/v0.37.0/pkg/storage/names/generate.go */
const maxPrefix = 58

/** The object with a name: its own, or one made of `generateName` and a placeholder for five random characters. */
export function withName(object: JsonObject): JsonObject {
  if (nameOf(object) !== '' || prefixOf(object) === '') return object
  const name = nameFor(object)
  return editAt(object, ['metadata'], (metadata) => ({ ...metadata, name }))
}

/** Whether the object has no name of its own; also said of an object that got one. */
export function isNameGenerated(object: JsonObject): boolean {
  return prefixOf(object) !== '' && ['', nameFor(object)].includes(nameOf(object))
}

function nameFor(object: JsonObject): string {
  return `${prefixOf(object).slice(0, maxPrefix)}${randomSuffix}`
}

function prefixOf(object: JsonObject): string {
  return textOf(objectAt(object, ['metadata']), 'generateName')
}
