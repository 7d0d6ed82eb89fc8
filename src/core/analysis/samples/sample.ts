import type { JsonObject } from '../../source/json-value.ts'

/** An object that policies are tried on, made or given. */
export interface Sample {
  /** What people call it: `Pod default/sample`, `deploy/web.yaml:3 Deployment shop/web`. */
  readonly title: string
  readonly object: JsonObject
}
