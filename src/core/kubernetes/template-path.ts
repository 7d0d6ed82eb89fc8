import { isArray, isObject, type JsonObject, type JsonValue } from '../source/json-value.ts'
import type { Path } from '../source/path.ts'

/** A field, each item of a list, or each value of a map. */
type TemplateStep = { readonly field: string } | { readonly each: 'item' | 'value' }

/** Where objects keep Pod templates: one place, or one for each item of a list and each value of a map. */
export type TemplatePath = readonly TemplateStep[]

const wholePath = /^(?:\.[A-Za-z0-9_-]+|\.\*|\[\*\])+$/

/** `spec.template`, `spec.tasks[*].template`, `spec.replicas.*.template`; undefined for anything else. */
export function parseTemplatePath(text: string): TemplatePath | undefined {
  const dotted = `.${text}`
  if (!wholePath.test(dotted)) return undefined
  return (dotted.match(/\.[^.[]+|\[\*\]/g) ?? []).map(stepFrom)
}

function stepFrom(text: string): TemplateStep {
  if (text === '[*]') return { each: 'item' }
  return text === '.*' ? { each: 'value' } : { field: text.slice(1) }
}

/** The places in the object that the path means and where there is an object, in its order. */
export function placesOf(object: JsonObject, path: TemplatePath): readonly Path[] {
  return below(object, path, [])
}

function below(value: JsonValue | undefined, steps: TemplatePath, at: Path): readonly Path[] {
  const [step, ...rest] = steps
  if (step === undefined) return isObject(value) ? [at] : []
  if ('field' in step) {
    const { field } = step
    return isObject(value) && Object.hasOwn(value, field)
      ? below(value[field], rest, [...at, field])
      : []
  }
  if (step.each === 'item') {
    return isArray(value) ? value.flatMap((item, index) => below(item, rest, [...at, index])) : []
  }
  return isObject(value)
    ? Object.entries(value).flatMap(([key, item]) => below(item, rest, [...at, key]))
    : []
}
