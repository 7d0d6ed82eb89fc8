import type { Control } from '../control.ts'
import { exceptInUserNamespace } from '../exceptions.ts'
import { maskedProc } from '../masked-proc.ts'

/** The default masks of /proc stay. https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline */
export const procMount: Control = {
  id: 'procMount',
  level: 'baseline',
  versions: [
    { since: '1.0', check: maskedProc },
    { since: '1.35', check: exceptInUserNamespace(maskedProc) },
  ],
}
