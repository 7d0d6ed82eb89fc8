import type { JsonObject } from '../../../source/json-value.ts'
import { editAt, itemsOf, textOf } from '../edit.ts'
import { known, type MutatingPlugin, pods } from './mutating-plugin.ts'

/** Of the API server's flags; the plugin adds them in this order. */
const defaults = [
  { key: 'node.kubernetes.io/not-ready', tolerationSeconds: 300 },
  { key: 'node.kubernetes.io/unreachable', tolerationSeconds: 300 },
]

/**
 * A Pod stays on a failed node for five minutes unless it says otherwise.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/plugin/pkg/admission/defaulttolerationseconds/admission.go
 */
export const defaultTolerationSeconds: MutatingPlugin = {
  name: 'DefaultTolerationSeconds',
  kinds: pods,
  admit: (object) =>
    known(
      editAt(object, ['spec'], (spec) => {
        const own = itemsOf(spec, 'tolerations')
        const missing = defaults.filter(({ key }) => !own.some((one) => speaksOf(one, key)))
        if (missing.length === 0) return spec
        const added = missing.map(({ key, tolerationSeconds }) => ({
          key,
          operator: 'Exists',
          effect: 'NoExecute',
          tolerationSeconds,
        }))
        return { ...spec, tolerations: [...own, ...added] }
      }),
    ),
}

function speaksOf(toleration: JsonObject, key: string): boolean {
  return (
    ['', key].includes(textOf(toleration, 'key')) &&
    ['', 'NoExecute'].includes(textOf(toleration, 'effect'))
  )
}
