import type { Defaulter } from '../defaulter.ts'

/**
 * Precedence 1000 where none, or 0, is given.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/apis/flowcontrol/v1/defaults.go
 */
export const flowSchema: Defaulter = {
  struct: 'flowcontrol.v1.FlowSchemaSpec',
  apply: (spec) => {
    if (!spec['matchingPrecedence']) spec['matchingPrecedence'] = 1000
  },
}
