import type { AskAccess } from '../admission/access-review.ts'
import type { Request } from '../admission/request.ts'
import type { CelError, Value } from '../cel/value.ts'
import type { JsonObject, JsonValue } from '../source/json-value.ts'
import type { PolicyControl } from './evaluated.ts'
import type { NamespaceAnswer, SharedValues } from './subject.ts'

/** What the expressions of one policy, binding and param are evaluated against. */
export interface Scope {
  readonly request: Request
  readonly params: JsonValue
  readonly namespace: () => NamespaceAnswer
  /** Undefined where `authorizer` is bound to nothing. */
  readonly access: AskAccess | undefined
  /** The CEL variable `request`. */
  readonly requestValue: () => JsonObject
  readonly lookups: Lookups
  readonly shared: SharedValues
  readonly control: PolicyControl
}

/** The other objects that a policy looks up. */
export interface Lookups {
  readonly has: (name: string) => boolean
  /** What is found where that scope first reads it, paid from its control; undefined where there is no such lookup. */
  readonly read: (name: string, scope: Scope) => Value | CelError | undefined
}
