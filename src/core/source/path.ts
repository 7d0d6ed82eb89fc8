/** Steps from the root of a document: field names and list indices. */
export type Path = readonly (string | number)[]

const identifier = /^[A-Za-z_][A-Za-z0-9_-]*$/

/** The path as people write it: `spec.containers[0].image`, `metadata.labels["app.kubernetes.io/name"]`. */
export function printPath(path: Path): string {
  let text = ''
  for (const step of path) {
    if (typeof step === 'number') text += `[${step}]`
    else if (!identifier.test(step)) text += `[${JSON.stringify(step)}]`
    else text += text === '' ? step : `.${step}`
  }
  return text
}
