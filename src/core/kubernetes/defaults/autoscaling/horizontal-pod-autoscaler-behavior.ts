import { type Defaulter, type Draft, setAbsent, structAt } from '../defaulter.ts'

/**
 * Where a behavior is given at all, both directions get what they lack: up by four Pods or by 100 % every 15 seconds without
 * waiting, down by 100 % every 15 seconds; how long to wait before going down is the controller's flag.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/apis/autoscaling/v2/defaults.go
 */
export const horizontalPodAutoscalerBehavior: Defaulter = {
  struct: 'autoscaling.v2.HorizontalPodAutoscalerBehavior',
  apply: (behavior) => {
    const up = rulesAt(behavior, 'scaleUp')
    setAbsent(up, 'stabilizationWindowSeconds', 0)
    setAbsent(up, 'policies', [
      { type: 'Pods', value: 4, periodSeconds: 15 },
      { type: 'Percent', value: 100, periodSeconds: 15 },
    ])
    const down = rulesAt(behavior, 'scaleDown')
    setAbsent(down, 'policies', [{ type: 'Percent', value: 100, periodSeconds: 15 }])
  },
}

function rulesAt(behavior: Draft, direction: string): Draft {
  const rules = structAt(behavior, direction) ?? {}
  setAbsent(rules, 'selectPolicy', 'Max')
  behavior[direction] = rules
  return rules
}
