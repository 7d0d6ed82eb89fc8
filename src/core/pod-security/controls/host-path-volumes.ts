import type { JsonObject } from '../../source/json-value.ts'
import type { Check, Control } from '../control.ts'
import { objectIn } from '../field.ts'
import { emptying, inVolumes } from '../volumes.ts'
import { namesOf, plural, quoted } from '../wording.ts'

const allowed = ['undefined']

const noHostPath: Check = {
  restricts: [{ fields: ['spec.volumes[*].hostPath'], allowed }],
  find: (pod) => inVolumes(pod, forbiddenSource),
  describe: (violations) => {
    const names = namesOf(violations)
    const detail = `${plural(names.length, 'volume', 'volumes')} ${quoted(names)}`
    return { reason: 'hostPath volumes', detail }
  },
  remedy: emptying(allowed),
}

/** Directories of the node are not mounted. https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline */
export const hostPathVolumes: Control = {
  id: 'hostPathVolumes',
  level: 'baseline',
  versions: [{ since: '1.0', check: noHostPath }],
}

function forbiddenSource(volume: JsonObject): string | undefined {
  return objectIn(volume, 'hostPath') === undefined ? undefined : 'hostPath'
}
