import { expect, test } from 'vitest'
import { refusedWhenNew } from '#src/core/cel/refused-when-new.ts'
import type { KubernetesVersion } from '#src/core/kubernetes/version.ts'
import { environment } from './evaluate.ts'

test.for<{ expression: string; kubernetesVersion: KubernetesVersion; messages: string[] }>([
  {
    expression: '[1].includes(1)',
    kubernetesVersion: '1.37',
    messages: ["undeclared reference to 'includes' (in container '')"],
  },
  { expression: "object.includes == 'includes'", kubernetesVersion: '1.37', messages: [] },
  { expression: '[3, 1].sort() == [1, 3]', kubernetesVersion: '1.37', messages: [] },
  {
    expression: '[3, 1].sort() == [1, 3]',
    kubernetesVersion: '1.34',
    messages: ["undeclared reference to 'sort' (in container '')"],
  },
  { expression: '[3, 1].sort() == [1, 3]', kubernetesVersion: '1.35', messages: [] },
  {
    expression: '[1].all(i, v, v > i)',
    kubernetesVersion: '1.32',
    messages: [
      "undeclared reference to 'i' (in container '')",
      "undeclared reference to 'v' (in container '')",
      "undeclared reference to 'v' (in container '')",
      "undeclared reference to 'i' (in container '')",
      "undeclared reference to 'all' (in container '')",
    ],
  },
])('$expression in a new policy of $kubernetesVersion', (row) => {
  const { expression, kubernetesVersion, messages } = row
  const problems = refusedWhenNew(expression, { ...environment, kubernetesVersion }, 'bool')
  expect(problems.map(({ message }) => message).sort()).toEqual(messages.toSorted())
})
