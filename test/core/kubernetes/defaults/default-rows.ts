import { expect, test } from 'vitest'
import { applyDefaults } from '#src/core/kubernetes/defaults/defaults.ts'
import { structNamed } from '#src/core/kubernetes/schema/schema.ts'
import { type KubernetesVersion, latestKubernetesVersion } from '#src/core/kubernetes/version.ts'
import type { JsonObject } from '#src/core/source/json-value.ts'

/** A struct in its decoded form, and what is set in it: fields at the top that come, change, or (undefined) go. */
export interface DefaultRow {
  readonly name: string
  readonly struct: string
  readonly given: JsonObject
  readonly sets: { readonly [field: string]: JsonObject[string] | undefined }
  readonly version?: KubernetesVersion
}

/** A test for each row: nothing but what it says is set. */
export function testDefaults(rows: readonly DefaultRow[]): void {
  test.for(rows)('$name', ({ struct, given, sets, version = latestKubernetesVersion }) => {
    expect(applyDefaults(given, structNamed(struct), version)).toEqual({ ...given, ...sets })
  })
}
