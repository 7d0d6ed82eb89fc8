import { type LabelSelector, selects, selectsAll } from '../../kubernetes/label-selector.ts'
import {
  fieldOf,
  isArray,
  isObject,
  type JsonObject,
  type JsonValue,
} from '../../source/json-value.ts'

/**
 * The names of the webhooks of a configuration that fail closed and may be asked about a Pod that is created in a namespace with
 * these labels: such a Pod cannot come back while nobody answers. Match conditions are not looked at.
 */
export function webhooksOver(
  configuration: JsonObject,
  namespaceLabels: JsonObject,
): readonly string[] {
  const webhooks = fieldOf(configuration, 'webhooks')
  if (!isArray(webhooks)) return []
  return webhooks
    .filter(isObject)
    .filter(
      (webhook) =>
        webhook['failurePolicy'] !== 'Ignore' &&
        selects(selectorOf(webhook, 'namespaceSelector'), namespaceLabels) &&
        selectsAll(selectorOf(webhook, 'objectSelector')) &&
        itemsOf(webhook, 'rules').some(meansNewPods),
    )
    .map(({ name }) => String(name ?? ''))
}

/** What the API server holds is a selector, or null. */
function selectorOf(webhook: JsonObject, field: string): LabelSelector {
  const selector = fieldOf(webhook, field)
  return isObject(selector) ? (selector as LabelSelector) : {}
}

function meansNewPods(rule: JsonValue): boolean {
  return (
    includesAny(rule, 'apiGroups', ['', '*']) &&
    includesAny(rule, 'resources', ['pods', '*', '*/*']) &&
    includesAny(rule, 'operations', ['CREATE', '*'])
  )
}

function includesAny(rule: JsonValue, field: string, words: readonly string[]): boolean {
  return itemsOf(rule, field).some((item) => words.includes(String(item)))
}

function itemsOf(value: JsonValue, field: string): readonly JsonValue[] {
  const items = fieldOf(value, field)
  return isArray(items) ? items : []
}
