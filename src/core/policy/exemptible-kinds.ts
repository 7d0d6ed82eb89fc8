/** The kinds of policies that an exemption may free from: ours. */
export const exemptibleKinds: readonly string[] = [
  'ValidatingRule',
  'MutatingRule',
  'NamespacedValidatingRule',
  'NamespacedMutatingRule',
]
