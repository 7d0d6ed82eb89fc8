import { quoteForGo } from '../../source/go-quote.ts'
import type { JsonValue } from '../../source/json-value.ts'
import {
  type BodyError,
  type BodyPlace,
  type BodyResult,
  merged,
  nameOf,
  textError,
} from './body-result.ts'
import type { CustomSchema, ValueRules } from './schema.ts'

type Judge = (value: JsonValue, schema: CustomSchema, place: BodyPlace) => BodyResult

/**
 * `anyOf`, `oneOf`, `allOf` and `not`, each explained as the API server does it: a failed choice by the alternative with most
 * checks passed. https://github.com/kubernetes/kube-openapi/blob/master/pkg/validation/validate/schema_props.go
 */
export function junctorResult(
  value: JsonValue,
  rules: ValueRules,
  place: BodyPlace,
  judge: Judge,
): BodyResult {
  const each = (schemas: readonly CustomSchema[]) =>
    schemas.map((schema) => judge(value, schema, place))
  const refuse = (text: string) => says(textError(place, `${quoteForGo(nameOf(place))} ${text}`))
  return merged(
    [
      ...anyOf(rules.anyOf, (schema) => judge(value, schema, place), refuse),
      ...oneOf(each(rules.oneOf), refuse),
      ...allOf(each(rules.allOf), refuse),
      ...(rules.not !== undefined && isValid(judge(value, rules.not, place))
        ? [refuse('must not validate the schema (not)')]
        : []),
    ],
    2,
  )
}

type Refuse = (text: string) => BodyResult

function anyOf(
  schemas: readonly CustomSchema[],
  judge: (schema: CustomSchema) => BodyResult,
  refuse: Refuse,
): readonly BodyResult[] {
  if (schemas.length === 0) return []
  const failures: BodyResult[] = []
  for (const schema of schemas) {
    const result = judge(schema)
    if (isValid(result)) return [result]
    failures.push(result)
  }
  return [refuse('must validate at least one schema (anyOf)'), ...closest(failures)]
}

function oneOf(results: readonly BodyResult[], refuse: Refuse): readonly BodyResult[] {
  if (results.length === 0) return []
  const valid = results.filter(isValid)
  if (valid.length === 1) return valid
  const text = 'must validate one and only one schema (oneOf).'
  return valid.length === 0
    ? [refuse(`${text} Found none valid`), ...closest(results)]
    : [refuse(`${text} Found ${valid.length} valid alternatives`)]
}

function allOf(results: readonly BodyResult[], refuse: Refuse): readonly BodyResult[] {
  const valid = results.filter(isValid).length
  if (valid === results.length) return results
  return [
    ...results,
    refuse(`must validate all the schemas (allOf)${valid === 0 ? '. None validated' : ''}`),
  ]
}

/** The first of those with most checks passed. */
function closest(failures: readonly BodyResult[]): readonly BodyResult[] {
  const most = Math.max(...failures.map(({ matches }) => matches))
  return failures.filter(({ matches }) => matches === most).slice(0, 1)
}

function isValid({ errors }: BodyResult): boolean {
  return errors.length === 0
}

function says(error: BodyError): BodyResult {
  return { errors: [error], matches: 0 }
}
