import { type Defaulter, setAbsent } from '../defaulter.ts'

/**
 * A limited level has 30 shares and lends none; 0 shares are kept.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/apis/flowcontrol/v1/defaults.go
 */
export const limitedPriorityLevel: Defaulter = {
  struct: 'flowcontrol.v1.LimitedPriorityLevelConfiguration',
  apply: (level) => {
    setAbsent(level, 'nominalConcurrencyShares', 30)
    setAbsent(level, 'lendablePercent', 0)
  },
}

/** An exempt level has no shares and lends none. */
export const exemptPriorityLevel: Defaulter = {
  struct: 'flowcontrol.v1.ExemptPriorityLevelConfiguration',
  apply: (level) => {
    setAbsent(level, 'nominalConcurrencyShares', 0)
    setAbsent(level, 'lendablePercent', 0)
  },
}
