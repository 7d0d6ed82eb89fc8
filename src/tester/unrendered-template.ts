import {
  isObject,
  type JsonObject,
  type JsonValue,
  type Path,
  type Problem,
} from '../core/index.ts'

/** What is said of a Helm template that nobody has rendered. */
export const unrendered = {
  code: 'unrendered-template',
  message: 'this is a template that has not been rendered: it holds {{ … }}',
  remedy: 'render it: helm template CHART | sallyport test -',
} as const

/**
 * The problem of a document that cannot be read and holds `{{`: what a YAML reader says of such a text helps nobody. The
 * lines are those of the document, `first` is the number of the first one.
 */
export function unrenderedTemplate(
  source: string,
  lines: readonly string[],
  first: number,
): Problem | undefined {
  const index = lines.findIndex((line) => line.includes('{{'))
  const line = lines[index]
  if (line === undefined) return undefined
  return {
    ...unrendered,
    severity: 'error',
    source,
    line: first + index,
    column: line.indexOf('{{') + 1,
  }
}

const neverTemplates: readonly Path[] = [
  ['apiVersion'],
  ['kind'],
  ['metadata', 'name'],
  ['metadata', 'generateName'],
  ['metadata', 'namespace'],
]

/** Where `{{` stands in a field that can hold none in a cluster; inside other texts it may well belong there. */
export function templatedField(object: JsonObject): Path | undefined {
  return neverTemplates.find((path) => {
    const value = path.reduce<JsonValue | undefined>(fieldOf, object)
    return typeof value === 'string' && value.includes('{{')
  })
}

function fieldOf(value: JsonValue | undefined, key: string | number): JsonValue | undefined {
  return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined
}
