import type { Kinds } from '../kubernetes/kinds.ts'
import type { KubernetesVersion } from '../kubernetes/version.ts'
import type { ObjectStore } from '../matching/params.ts'
import type { CompiledPolicy } from '../policy/compile-policy.ts'
import type { Problem } from '../source/problem.ts'
import type { Offered } from './offers/offered.ts'
import type { PolicyReading } from './reading/read-policy.ts'
import type { UsualFields } from './reading/usual-fields.ts'

/** What a static check looks at: one policy, and what is known of the cluster. */
export interface CheckContext {
  readonly compiled: CompiledPolicy
  readonly kinds: Kinds
  readonly kubernetesVersion: KubernetesVersion
  /** All that admission is asked about. */
  readonly offered: readonly Offered[]
  /** What the policy does with each sort of request that its rules name. */
  readonly readings: readonly PolicyReading[]
  /** Fields that objects have although nobody must send them. */
  readonly usual: UsualFields
  /** The objects of the context; undefined where no context is given. */
  readonly objects: ObjectStore | undefined
}

/** A mistake that a policy may hold although it can be read and compiled. */
export interface Check {
  /** The code of its problems. */
  readonly code: string
  /** What it looks for, in a few words. */
  readonly title: string
  /** Warnings: what is found may be meant so. */
  readonly check: (context: CheckContext) => readonly Problem[]
}
