import { type Check, type Control, none, type Violation } from '../control.ts'
import { itemsIn, objectOf, textIn } from '../field.ts'
import type { Pod } from '../pod.ts'
import { pathOf, removal } from '../suggestion.ts'
import { foundTexts } from '../wording.ts'

const since0 = [
  'kernel.shm_rmid_forced',
  'net.ipv4.ip_local_port_range',
  'net.ipv4.tcp_syncookies',
  'net.ipv4.ping_group_range',
  'net.ipv4.ip_unprivileged_port_start',
]
const since27 = [...since0, 'net.ipv4.ip_local_reserved_ports']
const since29 = [
  ...since27,
  'net.ipv4.tcp_keepalive_time',
  'net.ipv4.tcp_fin_timeout',
  'net.ipv4.tcp_keepalive_intvl',
  'net.ipv4.tcp_keepalive_probes',
]
const since32 = [...since29, 'net.ipv4.tcp_rmem', 'net.ipv4.tcp_wmem']
const since37 = [...since32, 'net.ipv4.tcp_slow_start_after_idle', 'net.ipv4.tcp_notsent_lowat']

/** Kernel parameters are those that concern the Pod alone. https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline */
export const sysctls: Control = {
  id: 'sysctls',
  level: 'baseline',
  versions: [
    { since: '1.0', check: only(since0) },
    { since: '1.27', check: only(since27) },
    { since: '1.29', check: only(since29) },
    { since: '1.32', check: only(since32) },
    { since: '1.37', check: only(since37) },
  ],
}

function only(names: readonly string[]): Check {
  const allowed = names.map((name) => `"${name}"`)
  return {
    restricts: [{ fields: ['spec.securityContext.sysctls[*].name'], allowed }],
    find: (pod) => otherSysctls(pod, names),
    describe: (violations) => ({
      reason: 'forbidden sysctls',
      detail: foundTexts(violations).join(', '),
    }),
    remedy: (violation) => ({ allowed, suggestion: removal(pathOf(violation).slice(0, -1)) }),
  }
}

function otherSysctls({ itself }: Pod, names: readonly string[]): readonly Violation[] {
  const items = itemsIn(itself.securityContext, 'sysctls')
  let all: Violation[] | undefined
  for (let index = 0; index < items.length; index++) {
    const found = textIn(objectOf(items[index] ?? null), 'name') ?? ''
    if (names.includes(found)) continue
    all ??= []
    all.push({ part: itself, steps: ['securityContext', 'sysctls', index, 'name'], found })
  }
  return all ?? none
}
