import type { ObjectStore } from '../../matching/params.ts'
import type { CompiledPolicy } from '../../policy/compile-policy.ts'
import type { Binding, ParamKind } from '../../policy/model.ts'
import { problemAt } from '../../policy/problem-at.ts'
import type { Problem } from '../../source/problem.ts'
import type { Check } from '../check.ts'

/** A binding to a param that the context does not have, where that refuses all that the policy matches. */
export const paramsNotFound: Check = {
  code: 'params-not-found',
  title: 'the params of a binding are not there',
  check: ({ compiled, objects }) => (objects === undefined ? [] : missingParams(compiled, objects)),
}

/** The same for one policy among all the objects that there are. */
export function missingParams(
  { policy, bindings }: Pick<CompiledPolicy, 'policy' | 'bindings'>,
  objects: ObjectStore,
): readonly Problem[] {
  const { paramKind, failurePolicy } = policy
  if (paramKind === undefined) return []
  return bindings.flatMap((binding) => {
    const { name = '', namespace = '', parameterNotFoundAction } = binding.paramRef ?? {}
    const isPerNamespace = objects.isNamespaced(paramKind) && namespace === ''
    if (name === '' || isPerNamespace || parameterNotFoundAction === 'Allow') return []
    if (objects.get(paramKind, namespace, name) !== undefined) return []
    const effect = failurePolicy === 'Fail' ? 'all that it matches is refused' : 'it judges nothing'
    return [
      problemAt(binding.place.document, ['spec', 'paramRef', 'name'], {
        code: paramsNotFound.code,
        severity: 'warning',
        message: `there is no ${titleOf(paramKind, binding)}: ${effect}`,
        found: name,
        remedy:
          'correct the name, add the object (to files with --context), or set parameterNotFoundAction: Allow',
      }),
    ]
  })
}

function titleOf({ kind }: ParamKind, { paramRef }: Binding): string {
  const { name = '', namespace = '' } = paramRef ?? {}
  return namespace === '' ? `${kind} "${name}"` : `${kind} "${namespace}/${name}"`
}
