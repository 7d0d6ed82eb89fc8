import { editAt, itemsOf } from '../edit.ts'
import { known, type MutatingPlugin } from './mutating-plugin.ts'

const notReady = { key: 'node.kubernetes.io/not-ready', effect: 'NoSchedule' }

/**
 * A new Node is not ready.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/plugin/pkg/admission/nodetaint/admission.go
 */
export const taintNodesByCondition: MutatingPlugin = {
  name: 'TaintNodesByCondition',
  kinds: [{ group: '', kind: 'Node' }],
  admit: (object) =>
    known(
      editAt(object, ['spec'], (spec) => {
        const taints = itemsOf(spec, 'taints')
        const has = taints.some(
          ({ key, effect }) => key === notReady.key && effect === notReady.effect,
        )
        return has ? spec : { ...spec, taints: [...taints, notReady] }
      }),
    ),
}
