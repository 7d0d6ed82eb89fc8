import type { Control } from '../control.ts'
import { maskedProc } from '../masked-proc.ts'

/** The default masks of /proc stay in user namespaces too. https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted */
export const procMountRestricted: Control = {
  id: 'procMount_restricted',
  level: 'restricted',
  versions: [{ since: '1.35', overrides: ['procMount'], check: maskedProc }],
}
