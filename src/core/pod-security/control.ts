import type { PatchOperation } from '../admission/patch-operation.ts'
import type { JsonValue } from '../source/json-value.ts'
import type { Path } from '../source/path.ts'
import type { Part } from './part.ts'
import type { Pod } from './pod.ts'

/** A rule of the Pod Security Standards under the id that Kubernetes gives it, in each form that it has had. */
export interface Control {
  readonly id: string
  /** The lowest level that asks for it. */
  readonly level: 'baseline' | 'restricted'
  /** Oldest first; each holds until the next one begins. */
  readonly versions: readonly ControlVersion[]
}

export interface ControlVersion {
  /** The first Kubernetes version of the form. */
  readonly since: `1.${number}`
  /** Controls of baseline that restricted does not report beside this one. */
  readonly overrides?: readonly string[]
  readonly check: Check
}

/** What a form of a control looks at, and what it says. */
export interface Check {
  readonly restricts: readonly Restriction[]
  /** Pods that are free of it, in words. */
  readonly except?: string
  /** Every violation in the Pod, in Kubernetes' order; `none`, without an allocation, where there is none. */
  readonly find: (pod: Pod) => readonly Violation[]
  /** Kubernetes' words for one or more violations. */
  readonly describe: (violations: readonly Violation[]) => Report
  /** How the Pod gets rid of the violation; made only for those who ask. */
  readonly remedy: (violation: Violation, pod: Pod) => Remedy
}

/** Fields and what they may hold: JSON texts, `undefined` for absence, `*` for any text, or words. */
interface Restriction {
  readonly fields: readonly string[]
  readonly allowed: readonly string[]
}

/** What Kubernetes says of a forbidden Pod: the reason always, the detail in parentheses behind it. */
export interface Report {
  readonly reason: string
  readonly detail: string
}

/**
 * One value in a Pod that a control forbids, or misses. Kept small, as a request may hold a million of them: what does not
 * differ is shared.
 */
export interface Violation {
  readonly part: Part
  /** From the part to the value. */
  readonly steps: Path
  /** Undefined where the field is absent. */
  readonly found: JsonValue | undefined
}

export interface Remedy {
  readonly allowed: readonly string[]
  /** The smallest change of the Pod after which the violation is gone. */
  readonly suggestion: readonly PatchOperation[]
}

/** Nothing is wrong: one value for all, so that a good Pod costs no allocation. */
export const none: readonly Violation[] = []
