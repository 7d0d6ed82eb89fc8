import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type JsonObject, printJson, readYaml, type SourceText } from '#src/core/index.ts'
import { firstPolicyTexts } from '#test/support/first-policies.ts'

const root = join(import.meta.dirname, '../../..')

/** Policies of this project, under the paths of their files. */
export function ownPolicies(): readonly SourceText[] {
  return firstPolicyTexts().map(({ name, text }) => ({ name: join(root, name), text }))
}

/** Copies in the folder that warn of what the originals refuse, so that what they let pass can be seen. */
export function writeWarningPolicies(folder: string): readonly SourceText[] {
  mkdirSync(folder)
  return ownPolicies().flatMap((policy, index) =>
    readYaml(policy).documents.map(({ value }) => {
      const name = join(folder, `policy-${index}.json`)
      const text = printJson(warning(value as JsonObject))
      writeFileSync(name, text)
      return { name, text }
    }),
  )
}

function warning(policy: JsonObject): JsonObject {
  if (policy['kind'] !== 'ValidatingRule') return policy
  const spec = policy['spec'] as JsonObject
  return { ...policy, spec: { ...spec, validationActions: ['Warn'] } }
}
