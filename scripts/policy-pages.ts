import {
  fieldOf,
  isArray,
  isObject,
  type JsonObject,
  type JsonValue,
  printJson,
} from '../src/core/index.ts'
import type { Library, LibraryBundle, LibraryPolicy } from '../src/tester/library/read-library.ts'

/** A page of the catalogue, by its path below `docs`. */
export interface PolicyPage {
  readonly path: string
  readonly text: string
}

/** The catalogue of a library: a page that lists all, and a page for each family. */
export function policyPages(library: Library): readonly PolicyPage[] {
  return [
    { path: 'policies.md', text: indexPage(library) },
    ...familiesOf(library).map((family) => ({
      path: `policies/${family.name}.md`,
      text: familyPage(family),
    })),
  ]
}

interface Family {
  readonly name: string
  readonly category: string
  readonly policies: readonly LibraryPolicy[]
}

function familiesOf({ policies }: Library): readonly Family[] {
  const names = [...new Set(policies.map(({ family }) => family))]
  return names.map((name) => {
    const own = policies.filter(({ family }) => family === name)
    return { name, category: own[0]?.category ?? name, policies: own }
  })
}

const generated = '<!-- Written by `npm run policy-catalogue`; change the policies instead. -->'

function indexPage(library: Library): string {
  const families = familiesOf(library)
  return page([
    '# The policy library',
    generated,
    `${library.policies.length} policies in ${families.length} families. [bundles.md](bundles.md) says how they are put in force, [policies/README.md](../policies/README.md) how one is changed.`,
    '## Bundles',
    table(['bundle', 'policies', 'for whom'], library.bundles.map(bundleRow)),
    ...families.flatMap(({ name, category, policies }) => [
      `## ${category}`,
      table(
        ['policy', 'what it asks for', 'severity', 'bundles'],
        policies.map((policy) => [
          `[${policy.name}](policies/${name}.md#${policy.name})`,
          policy.title,
          policy.severity,
          policy.bundles.join(', '),
        ]),
      ),
    ]),
  ])
}

function bundleRow({ name, title, description, members }: LibraryBundle): readonly string[] {
  return [
    `[${name}](../policies/bundles/${name}.yaml)`,
    `${members.length}`,
    `**${title}.** ${description}`,
  ]
}

function familyPage({ name, category, policies }: Family): string {
  return page([
    `# ${category}`,
    generated,
    `Policies in \`policies/${name}\`. [All policies](../policies.md).`,
    ...policies.flatMap(policySection),
  ])
}

function policySection(policy: LibraryPolicy): readonly string[] {
  const { family, name, title, description, link, params } = policy
  const folder = `../../policies/${family}/${name}`
  const names = Object.keys(params)
  return [
    `## ${name}`,
    `**${title}.** ${description}`,
    table(['', ''], factsOf(policy)),
    ...(names.length === 0
      ? []
      : [
          table(
            ['param', 'as it is shipped'],
            names.map((param) => [code(param), code(printJson(params[param] ?? null))]),
          ),
        ]),
    `[Policy](${folder}/policy.yaml), [cases](${folder}/cases.yaml), [the subject](${link}).`,
  ]
}

function factsOf(policy: LibraryPolicy): readonly (readonly string[])[] {
  const { severity, kubernetes, bundles, document } = policy
  const spec = objectAt(document.value, 'spec')
  const kinds = resourcesOf(spec).map(code).join(', ')
  const pods = spec['podTemplates'] === true ? ', and the Pods that workloads describe' : ''
  const lookups = itemsAt(spec, 'lookups').map((one) => code(String(fieldOf(one, 'resource'))))
  return [
    ['severity', severity],
    [
      'does',
      policy.kind === 'MutatingRule' ? 'changes objects' : policy.validationActions.join(', '),
    ],
    ['judges', `${kinds}${pods}`],
    ...(lookups.length === 0 ? [] : [['looks up', lookups.join(', ')]]),
    ['needs', `the policy language of Kubernetes ${kubernetes}`],
    ['bundles', bundles.length === 0 ? 'none' : bundles.join(', ')],
  ]
}

/** As `deployments.apps`, each once. */
function resourcesOf(spec: JsonObject): readonly string[] {
  const rules = itemsAt(objectAt(spec, 'matchConstraints'), 'resourceRules')
  const names = rules.flatMap((rule) =>
    itemsAt(rule, 'apiGroups').flatMap((group) =>
      itemsAt(rule, 'resources').map((resource) =>
        group === '' ? String(resource) : `${resource}.${group}`,
      ),
    ),
  )
  return [...new Set(names)]
}

function objectAt(value: JsonValue, name: string): JsonObject {
  const found = fieldOf(value, name)
  return isObject(found) ? found : {}
}

function itemsAt(value: JsonValue, name: string): readonly JsonValue[] {
  const found = fieldOf(value, name)
  return isArray(found) ? found : []
}

function code(text: string): string {
  return `\`${text}\``
}

function table(columns: readonly string[], rows: readonly (readonly string[])[]): string {
  return [columns, columns.map(() => '---'), ...rows].map(lineOf).join('\n')
}

function lineOf(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`
}

function page(parts: readonly string[]): string {
  return `${parts.join('\n\n')}\n`
}
