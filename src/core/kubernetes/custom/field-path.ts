import type { Path } from '../../source/path.ts'

/**
 * A place, as Kubernetes builds it: a field, an entry of a map, or an element of a list, and where that stands.
 * `undefined` is the root. https://github.com/kubernetes/kubernetes/blob/v1.37.0/staging/src/k8s.io/apimachinery/pkg/util/validation/field/path.go
 */
export interface FieldPath {
  readonly parent: FieldPath | undefined
  readonly kind: 'child' | 'key' | 'index'
  readonly step: string | number
}

export function child(parent: FieldPath | undefined, ...names: readonly string[]): FieldPath {
  const [first = '', ...rest] = names
  const path: FieldPath = { parent, kind: 'child', step: first }
  return rest.length === 0 ? path : child(path, ...rest)
}

export function key(parent: FieldPath | undefined, step: string): FieldPath {
  return { parent, kind: 'key', step }
}

export function index(parent: FieldPath | undefined, step: number): FieldPath {
  return { parent, kind: 'index', step }
}

/** The steps from the root, as the documents of the core have them. */
export function stepsOf(path: FieldPath | undefined): Path {
  return nodesOf(path).map(({ step }) => step)
}

/** As field errors print it: `spec.map[key].list[0]`, and `<nil>` for the root. */
export function printField(path: FieldPath | undefined): string {
  if (path === undefined) return '<nil>'
  return nodesOf(path)
    .map(({ kind, step }, at) =>
      kind === 'child' && step !== '' ? `${at === 0 ? '' : '.'}${step}` : `[${step}]`,
    )
    .join('')
}

/** As the unknown fields of a strict decoding error are printed: `spec.map.key.list[0]`. */
export function printUnknownField(path: FieldPath): string {
  return nodesOf(path)
    .map(({ kind, step }, at) => (kind === 'index' ? `[${step}]` : `${at === 0 ? '' : '.'}${step}`))
    .join('')
}

/** As the texts of the schema validation name it: an entry of a map has its dot even at the root, the root has no text. */
export function printInBody(path: FieldPath | undefined): string {
  return nodesOf(path)
    .map(({ kind, step }, at) => {
      if (kind === 'index') return `[${step}]`
      return at === 0 && kind === 'child' ? `${step}` : `.${step}`
    })
    .join('')
}

function nodesOf(path: FieldPath | undefined): readonly FieldPath[] {
  const nodes: FieldPath[] = []
  for (let node = path; node !== undefined; node = node.parent) nodes.push(node)
  return nodes.reverse()
}
