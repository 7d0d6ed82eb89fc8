import type { DecodeProblem } from './decode-problem.ts'

/** https://github.com/kubernetes-sigs/json/blob/2d320260d730/internal/golang/encoding/json/kubernetes_patch.go#L104 */
const maximumStrictErrors = 100

/**
 * The one text of the API server's decoder, or undefined where it takes the object: an error that ends decoding, else the
 * first wrong type, else (strictly) all unknown fields.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/staging/src/k8s.io/apimachinery/pkg/runtime/serializer/json/json.go
 */
export function decodeError(
  problems: readonly DecodeProblem[],
  { strict }: { readonly strict: boolean } = { strict: false },
): string | undefined {
  const refused = problems.find(({ ends }) => ends) ?? problems.find(isUndecodable)
  if (refused !== undefined) return refused.text
  const errors = strict ? strictErrors(problems) : []
  return errors.length === 0 ? undefined : `strict decoding error: ${errors.join(', ')}`
}

/** What the API server says of unknown fields, each once and the first hundred: its warnings with `fieldValidation=Warn`. */
export function strictErrors(problems: readonly DecodeProblem[]): readonly string[] {
  const texts = problems.filter((problem) => !isUndecodable(problem)).map(({ text }) => text)
  return [...new Set(texts)].slice(0, maximumStrictErrors)
}

function isUndecodable({ kind }: DecodeProblem): boolean {
  return kind === 'undecodable'
}
