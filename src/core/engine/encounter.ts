import type { MatchPart } from '../matching/match-resources.ts'
import type { Scope } from '../matching/scope.ts'
import type { Subject } from '../matching/subject.ts'
import type { Binding } from '../policy/model.ts'

/** A policy that meets a request through one of its bindings, ready to be evaluated; or why it does not. */
export type Encounter =
  | {
      readonly kind: 'applies'
      readonly binding: Binding
      readonly subject: Subject
      readonly scope: Scope
    }
  | {
      readonly kind: 'skipped'
      readonly binding: Binding | undefined
      readonly subject: Subject
      /** The part of the policy, or of the binding, that left it. */
      readonly part: MatchPart | 'matchConditions' | 'paramRef' | 'apiVersions'
      readonly why: string
      /** What the match conditions were evaluated against. */
      readonly scope?: Scope
      /** The apiVersion into which only a cluster converts the object. */
      readonly unconverted?: string
    }
  /** The failure policy decides. `fault`: what failed is the match, or the way to the params. */
  | {
      readonly kind: 'failed'
      readonly binding: Binding | undefined
      readonly subject: Subject
      readonly fault: 'match-condition' | 'configuration'
      readonly message: string
      readonly scope?: Scope
    }
