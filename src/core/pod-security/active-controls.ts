import type { Control, ControlVersion } from './control.ts'
import { controls } from './controls.ts'
import type { LevelVersion, Version } from './level-version.ts'

/** A control in the form that one version asks for. */
export interface ActiveControl {
  readonly control: Control
  readonly form: ControlVersion
}

/**
 * What the level asks for in that version, in the order of reports. A version without a change of its own, `latest` and
 * what is still to come are the last one before it that has one.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/staging/src/k8s.io/pod-security-admission/policy/registry.go
 */
export function activeControls({ level, version }: LevelVersion): readonly ActiveControl[] {
  if (level === 'privileged') return []
  return active[level][minorOf(version)] ?? []
}

const newestMinor = Math.max(
  ...controls.flatMap(({ versions }) => versions.map(({ since }) => sinceMinor(since))),
)

const minors = Array.from({ length: newestMinor + 1 }, (_, minor) => minor)

const active = {
  baseline: minors.map((minor) => formsAt(minor).filter(isBaseline)),
  restricted: minors.map((minor) => withoutOverridden(formsAt(minor))),
}

function minorOf(version: Version): number {
  return version === 'latest' ? newestMinor : Math.min(Number(version.slice(3)), newestMinor)
}

function sinceMinor(since: ControlVersion['since']): number {
  return Number(since.slice(2))
}

function formsAt(minor: number): readonly ActiveControl[] {
  return controls.flatMap((control) => {
    const form = control.versions.findLast(({ since }) => sinceMinor(since) <= minor)
    return form === undefined ? [] : [{ control, form }]
  })
}

function isBaseline({ control }: ActiveControl): boolean {
  return control.level === 'baseline'
}

function withoutOverridden(forms: readonly ActiveControl[]): readonly ActiveControl[] {
  const overridden = new Set(forms.flatMap(({ form }) => form.overrides ?? []))
  return forms.filter(({ control }) => !overridden.has(control.id))
}
