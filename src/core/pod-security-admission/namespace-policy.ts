import { type FieldError, invalid } from '../kubernetes/custom/field-error.ts'
import { child, key } from '../kubernetes/custom/field-path.ts'
import {
  type Level,
  type LevelVersion,
  parseLevel,
  parseVersion,
} from '../pod-security/level-version.ts'
import { printJson } from '../source/json.ts'
import { fieldOf, type JsonObject } from '../source/json-value.ts'

/** What happens to a Pod that a level forbids: it is refused, noted in the audit log, or its sender is warned. */
export type Mode = 'enforce' | 'audit' | 'warn'

/** Which level, in which version, each mode holds the Pods of a namespace to. */
export type NamespacePolicy = Readonly<Record<Mode, LevelVersion>>

/** What the labels of a namespace ask for; a bad label is an error and has a value nevertheless. */
export interface LabelledPolicy {
  readonly policy: NamespacePolicy
  readonly errors: readonly FieldError[]
}

/**
 * The labels `pod-security.kubernetes.io/{enforce,audit,warn}[-version]` over the defaults. A bad level enforces `restricted`
 * and neither audits nor warns; a bad version is `latest`. Where nothing is said of warnings, what is enforced is warned of.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/staging/src/k8s.io/pod-security-admission/api/helpers.go#L181
 */
export function labelledPolicy(labels: JsonObject, defaults: NamespacePolicy): LabelledPolicy {
  const enforce = readMode(labels, 'enforce', defaults.enforce)
  const audit = readMode(labels, 'audit', defaults.audit)
  const warn = readMode(labels, 'warn', defaults.warn)
  return {
    policy: {
      enforce: enforce.standard,
      audit: audit.standard,
      warn: warningOf(enforce, warn),
    },
    errors: [...enforce.errors, ...audit.errors, ...warn.errors],
  }
}

/** Whether the labels say anything, right or wrong, of that mode. */
export function isLabelled(labels: JsonObject, mode: Mode): boolean {
  return Object.hasOwn(labels, levelLabels[mode]) || Object.hasOwn(labels, versionLabels[mode])
}

/** Below, at or above zero: the first one asks for less, the same, or more. */
export function compareLevels(a: Level, b: Level): number {
  return strictness[a] - strictness[b]
}

/** Whether no mode looks at any Pod. */
export function isFullyPrivileged({ enforce, audit, warn }: NamespacePolicy): boolean {
  return [enforce, audit, warn].every(isPrivileged)
}

/** Whether both say the same of every Pod; of `privileged` all versions do. */
export function isEquivalent(a: NamespacePolicy, b: NamespacePolicy): boolean {
  return modes.every(
    (mode) => (isPrivileged(a[mode]) && isPrivileged(b[mode])) || isSame(a[mode], b[mode]),
  )
}

export function isPrivileged({ level }: LevelVersion): boolean {
  return level === 'privileged'
}

export function isSame(a: LevelVersion, b: LevelVersion): boolean {
  return a.level === b.level && a.version === b.version
}

/** In the order in which policies are printed. */
export const modes: readonly Mode[] = ['enforce', 'audit', 'warn']

/** A value for each mode. */
export function perMode<Value>(make: (mode: Mode) => Value): Readonly<Record<Mode, Value>> {
  return { enforce: make('enforce'), audit: make('audit'), warn: make('warn') }
}

const strictness: Readonly<Record<Level, number>> = { privileged: 0, baseline: 1, restricted: 2 }

/** What the labels say of one mode. */
interface ReadMode {
  readonly standard: LevelVersion
  readonly level: 'absent' | 'valid' | 'invalid'
  readonly hasVersion: boolean
  readonly errors: readonly FieldError[]
}

function readMode(labels: JsonObject, mode: Mode, defaults: LevelVersion): ReadMode {
  const level = labelText(labels, levelLabels[mode])
  const version = labelText(labels, versionLabels[mode])
  const read = level === undefined ? undefined : parseLevel(level)
  const readVersion = version === undefined ? undefined : parseVersion(version)
  const opens = read?.problem !== undefined && mode !== 'enforce'
  return {
    standard: {
      level: opens ? 'privileged' : (read?.level ?? defaults.level),
      version: readVersion?.version ?? defaults.version,
    },
    level: validityOf(read),
    hasVersion: version !== undefined,
    errors: [
      ...errorOf(levelLabels[mode], level, read?.problem),
      ...errorOf(versionLabels[mode], version, readVersion?.problem),
    ],
  }
}

function validityOf(read: { readonly problem?: string } | undefined): ReadMode['level'] {
  if (read === undefined) return 'absent'
  return read.problem === undefined ? 'valid' : 'invalid'
}

function warningOf(enforce: ReadMode, warn: ReadMode): LevelVersion {
  const isRaised =
    enforce.level === 'valid' &&
    warn.level === 'absent' &&
    compareLevels(enforce.standard.level, warn.standard.level) > 0
  if (!isRaised) return warn.standard
  return warn.hasVersion
    ? { level: enforce.standard.level, version: warn.standard.version }
    : enforce.standard
}

const prefix = 'pod-security.kubernetes.io/'

const levelLabels = perMode((mode) => `${prefix}${mode}`)
const versionLabels = perMode((mode) => `${prefix}${mode}-version`)

/** The value of a label; what is no text is shown as what it is, and is no level and no version either. */
function labelText(labels: JsonObject, label: string): string | undefined {
  const value = fieldOf(labels, label)
  if (value === undefined || typeof value === 'string') return value
  return value === null ? '' : printJson(value)
}

const labelsPath = child(undefined, 'metadata', 'labels')

function errorOf(
  label: string,
  value: string | undefined,
  problem: string | undefined,
): readonly FieldError[] {
  return value === undefined || problem === undefined
    ? []
    : [invalid(key(labelsPath, label), value, problem)]
}
