import { utf8 } from '../source/base64.ts'

/** What keeps a text from having a format, in Kubernetes' words; nothing where it has. */
export type FaultsOf = (text: string) => readonly string[]

/** How a release words what it says about names that labels have: a new place for these rules, in 1.35, brought new words. */
export interface LabelWording {
  readonly unit: 'bytes' | 'characters'
  readonly qualifiedName: string
}

export const labelWording: LabelWording = { unit: 'bytes', qualifiedName: 'a valid label key' }

export const formerLabelWording: LabelWording = {
  unit: 'characters',
  qualifiedName: 'a qualified name',
}

/** A text of a certain shape, the rule in words, and what meets it. */
interface Shape {
  readonly pattern: string
  readonly expression: RegExp
  readonly rule: string
  readonly examples: readonly string[]
  readonly longest: number
}

const labelPattern = '[a-z0-9]([-a-z0-9]*[a-z0-9])?'

const label = shape({
  pattern: labelPattern,
  rule: "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character",
  examples: ['my-name', '123-abc'],
  longest: 63,
})

const subdomain = shape({
  pattern: `${labelPattern}(\\.${labelPattern})*`,
  rule: "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character",
  examples: ['example.com'],
  longest: 253,
})

const letterLabel = shape({
  pattern: '[a-z]([-a-z0-9]*[a-z0-9])?',
  rule: "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character",
  examples: ['my-name', 'abc-123'],
  longest: 63,
})

const namePattern = '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]'

const name = shape({
  pattern: namePattern,
  rule: "must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character",
  examples: ['MyName', 'my.name', '123-abc'],
  longest: 63,
})

const labelValue = shape({
  pattern: `(${namePattern})?`,
  rule: "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character",
  examples: ['MyValue', 'my_value', '12345'],
  longest: 63,
})

/** https://github.com/kubernetes/kubernetes/blob/v1.37.0/staging/src/k8s.io/apimachinery/pkg/util/validation/validation.go (IsDNS1123Label) */
export const dns1123LabelFaults: FaultsOf = (text) => {
  const tooLong = lengthFaults(text, label, 'characters')
  if (label.expression.test(text)) return tooLong
  const hasDots = subdomain.expression.test(text)
  return [...tooLong, hasDots ? 'must not contain dots' : ruleOf(label)]
}

/** The same place, IsDNS1123Subdomain. */
export const dns1123SubdomainFaults: FaultsOf = (text) => faults(text, subdomain, 'characters')

/** The same place, IsDNS1035Label. */
export const dns1035LabelFaults: FaultsOf = (text) => faults(text, letterLabel, 'characters')

/**
 * What a name may be to which something is added.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/staging/src/k8s.io/apimachinery/pkg/api/validation/generic.go (maskTrailingDash)
 */
export function prefixFaults(faultsOf: FaultsOf): FaultsOf {
  return (text) => faultsOf(text.length > 1 && text.endsWith('-') ? maskedDash(text) : text)
}

/** https://github.com/kubernetes/kubernetes/blob/v1.37.0/staging/src/k8s.io/apimachinery/pkg/api/validate/content/kube.go (IsLabelValue) */
export function labelValueFaults({ unit }: LabelWording): FaultsOf {
  return (text) => faults(text, labelValue, unit)
}

/** The same place, IsLabelKey: a name, before which a subdomain and a slash may stand. */
export function qualifiedNameFaults({ unit, qualifiedName }: LabelWording): FaultsOf {
  return (text) => {
    const parts = text.split('/')
    if (parts.length > 2) {
      return [
        `${qualifiedName} ${ruleOf(name)} with an optional DNS subdomain prefix and '/' (e.g. 'example.com/MyName')`,
      ]
    }
    const prefix = parts.length === 2 ? parts[0] : undefined
    return [
      ...prefixPartFaults(prefix, unit).map((fault) => `prefix part ${fault}`),
      ...namePartFaults(parts.at(-1) ?? '', unit).map((fault) => `name part ${fault}`),
    ]
  }
}

const empty = 'must be non-empty'

function prefixPartFaults(
  prefix: string | undefined,
  unit: LabelWording['unit'],
): readonly string[] {
  if (prefix === undefined) return []
  return prefix === '' ? [empty] : faults(prefix, subdomain, unit)
}

function namePartFaults(part: string, unit: LabelWording['unit']): readonly string[] {
  return [...(part === '' ? [empty] : []), ...faults(part, name, unit)]
}

function shape(parts: Omit<Shape, 'expression'>): Shape {
  return { ...parts, expression: new RegExp(`^${parts.pattern}$`) }
}

function faults(text: string, wanted: Shape, unit: LabelWording['unit']): readonly string[] {
  const tooLong = lengthFaults(text, wanted, unit)
  return wanted.expression.test(text) ? tooLong : [...tooLong, ruleOf(wanted)]
}

function lengthFaults(
  text: string,
  { longest }: Shape,
  unit: LabelWording['unit'],
): readonly string[] {
  const isLong = text.length > longest || utf8(text).length > longest
  return isLong ? [`must be no more than ${longest} ${unit}`] : []
}

function ruleOf({ rule, pattern, examples }: Shape): string {
  const list = examples.map((example) => `'${example}', `).join(' or ')
  return `${rule} (e.g. ${list}regex used for validation is '${pattern}')`
}

/** Kubernetes puts an `a` in the place of the last two octets; what is not ASCII stays wrong. */
function maskedDash(text: string): string {
  return text.charCodeAt(text.length - 2) < 0x80 ? `${text.slice(0, -2)}a` : text.slice(0, -1)
}
