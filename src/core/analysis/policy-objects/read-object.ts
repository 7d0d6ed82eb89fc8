import { exemptionsFor, isExemption } from '../../engine/exemptions.ts'
import { typeProblemsOf } from '../../engine/type-checking.ts'
import { kindOf, nameOf, namespaceOf } from '../../kubernetes/object.ts'
import type { CompiledExemption } from '../../policy/compile-exemption.ts'
import type { CompiledPolicy } from '../../policy/compile-policy.ts'
import { exemptionsIn } from '../../policy/exemptions-in.ts'
import { policySetMaker } from '../../policy/policy-set.ts'
import type { SourceDocument } from '../../source/document.ts'
import { printJson } from '../../source/json.ts'
import { fieldOf, type JsonObject } from '../../source/json-value.ts'
import type { Problem } from '../../source/problem.ts'
import { valueDocument } from '../../source/value-document.ts'
import { staticProblemsOf } from '../static-problems.ts'
import type { Surroundings } from './surroundings.ts'

/** An object of our kinds as it is understood, and all that is wrong with it, errors first. */
export interface ObjectReading {
  /** As far as it can be in force; undefined where it is an exemption, or nothing can be told of it. */
  readonly policy: ReadPolicy | undefined
  readonly exemption: CompiledExemption | undefined
  readonly problems: readonly Problem[]
}

/** Without the programs, so that it can be kept. */
export type ReadPolicy = Pick<CompiledPolicy, 'policy' | 'bindings'>

/**
 * Reads, compiles and checks an object as `sallyport check` would; lines and columns are those within its texts. Which params
 * there are is not looked at: an object may be written before them.
 */
export function readObject(object: JsonObject, surroundings: Surroundings): ObjectReading {
  const document = valueDocument(titleOf(object), object)
  const reading = isExemption(document)
    ? readExemption(document, surroundings)
    : readRule(document, surroundings)
  return { ...reading, problems: errorsFirst(reading.problems) }
}

/** `ValidatingRule limits`, `PolicyExemption sallyport/until-may`. */
function titleOf(object: JsonObject): string {
  const path = [namespaceOf(object), nameOf(object)].filter((part) => part !== '').join('/')
  return `${kindOf(object)} ${path}`
}

function readExemption(
  document: SourceDocument,
  { snapshot, exemptionNamespaces }: Surroundings,
): ObjectReading {
  const { exemptions, problems } = exemptionsIn([document], snapshot.kubernetesVersion)
  const others = { ...snapshot.policySet, exemptions: [] }
  const inForce = exemptionsFor(others, exemptions, exemptionNamespaces)
  return {
    policy: undefined,
    exemption: exemptions[0],
    problems: [...problems, ...inForce.problems],
  }
}

function readRule(document: SourceDocument, { snapshot }: Surroundings): ObjectReading {
  const { policySet, problems } = policySetMaker(snapshot.kubernetesVersion)([document])
  const alone = { ...snapshot, policySet }
  const checked = isSmall(document)
    ? [...typeProblemsOf(alone), ...staticProblemsOf(alone, { hasContext: false })]
    : []
  const [compiled] = policySet.policies
  return {
    policy: compiled && { policy: compiled.policy, bindings: compiled.bindings },
    exemption: undefined,
    problems: [...problems, ...checked],
  }
}

/**
 * The checks take many times as long as reading and compiling, and more than twice as long for twice the text: with so many
 * characters up to 2 s. Nobody keeps a server busy with them.
 */
const mostCharacters = 20_000

function isSmall({ value }: SourceDocument): boolean {
  return printJson(fieldOf(value, 'spec') ?? null).length <= mostCharacters
}

function errorsFirst(problems: readonly Problem[]): readonly Problem[] {
  return [...problems].sort((a, b) => rank(a) - rank(b))
}

function rank({ severity }: Problem): number {
  return severity === 'error' ? 0 : 1
}
