/** The HTTP codes of the reasons that a validation may name. https://github.com/kubernetes/apiserver/blob/master/pkg/admission/plugin/policy/validating/dispatcher.go (reasonToCode) */
const codes: readonly (readonly [reason: string, code: number])[] = [
  ['Unauthorized', 401],
  ['Forbidden', 403],
  ['RequestEntityTooLarge', 413],
  ['Invalid', 422],
]

/** The status code that goes with the reason; 422 for any other, as the API server does. */
export function codeOf(reason: string): number {
  return codes.find(([name]) => name === reason)?.[1] ?? 422
}
