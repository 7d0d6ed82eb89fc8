import { type Check, none, type Violation } from './control.ts'
import { textIn } from './field.ts'
import { containerFields, type Place, partOf, pathIn } from './pod.ts'
import { removal } from './suggestion.ts'
import { inContainers } from './visit.ts'
import { containersText, distinct, foundTexts, quoted } from './wording.ts'

const allowed = ['undefined', '"Default"']

/** The default masks of /proc stay, which baseline and restricted ask for under different conditions. */
export const maskedProc: Check = {
  restricts: [{ fields: containerFields('securityContext.procMount'), allowed }],
  find: (pod) => inContainers(pod, procMountIn),
  describe: (violations) => ({
    reason: 'procMount',
    detail: `${containersText(violations)} must not set securityContext.procMount to ${quoted(distinct(foundTexts(violations)))}`,
  }),
}

function procMountIn(container: Place): readonly Violation[] {
  const found = textIn(container.securityContext, 'procMount')
  if (found === undefined || found === 'Default') return none
  const path = pathIn(container, 'securityContext', 'procMount')
  return [{ path, part: partOf(container), found, allowed, suggestion: removal(path) }]
}
