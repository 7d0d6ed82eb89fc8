import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { SourceText } from '#src/core/index.ts'

/** Twelve policies of the library that go together and ask a cluster nothing, as paths from the root of the repository. */
export const firstPolicies: readonly string[] = [
  'images/allowed-registries',
  'images/no-latest-tag',
  'pod-security/host-namespaces',
  'pod-security/host-paths',
  'pod-security/privileged-containers',
  'pod-security/run-as-non-root',
  'resources/default-resources',
  'resources/limit-ceilings',
  'resources/limits-required',
  'resources/requests-required',
  'spot/spot-selector-needs-toleration',
  'spot/spot-toleration',
].map((name) => `policies/${name}/policy.yaml`)

/** Their texts, as the loaders take them. */
export function firstPolicyTexts(): readonly SourceText[] {
  const root = join(import.meta.dirname, '../..')
  return firstPolicies.map((name) => ({ name, text: readFileSync(join(root, name), 'utf8') }))
}
