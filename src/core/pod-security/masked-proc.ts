import { type Check, none, type Violation } from './control.ts'
import { textIn } from './field.ts'
import { type Container, containerFields } from './part.ts'
import { removing } from './suggestion.ts'
import { inContainers } from './visit.ts'
import { containersText, distinct, foundTexts, quoted } from './wording.ts'

const steps = ['securityContext', 'procMount']
const allowed = ['undefined', '"Default"']

/** The default masks of /proc stay, which baseline and restricted ask for under different conditions. */
export const maskedProc: Check = {
  restricts: [{ fields: containerFields('securityContext.procMount'), allowed }],
  find: (pod) => inContainers(pod, procMountIn),
  describe: (violations) => ({
    reason: 'procMount',
    detail: `${containersText(violations)} must not set securityContext.procMount to ${quoted(distinct(foundTexts(violations)))}`,
  }),
  remedy: removing(allowed),
}

function procMountIn(container: Container): readonly Violation[] {
  const found = textIn(container.securityContext, 'procMount')
  return found === undefined || found === 'Default' ? none : [{ part: container, steps, found }]
}
