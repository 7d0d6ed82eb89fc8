import type { Environment } from '../src/core/cel/environment.ts'
import { namesAndVariables } from '../test/core/cel/environments.ts'

/** What the expressions of the targets may use: every library, names of any type. */
export const environment: Environment = {
  kubernetesVersion: '1.37',
  expressions: 'stored',
  ...namesAndVariables(['object', 'oldObject', 'request', 'params', 'x', 'y'], ['f', 'g']),
  mutation: true,
}
