import { inspect } from 'node:util'
import { isObject, type JsonObject, type JsonValue } from '#src/core/index.ts'

interface Exclusion {
  readonly reason: string
  readonly applies: (document: JsonObject) => boolean
}

/** Documents of which the two may say something different, and why. */
export const exclusions: readonly Exclusion[] = [
  {
    reason: 'a document in a file needs a name of its own, which no server makes up',
    applies: ({ metadata }) =>
      typeof metadata === 'object' && Object.hasOwn(metadata ?? {}, 'generateName'),
  },
  {
    reason:
      'of equal owner references the API server keeps one, and counts in a list that nobody wrote',
    applies: ({ metadata }) => {
      const owners = isObject(metadata) ? metadata['ownerReferences'] : null
      const texts = Array.isArray(owners) ? owners.map((owner) => inspect(owner)) : []
      return new Set(texts).size < texts.length
    },
  },
  {
    reason:
      'of two variables of one name the first is never read, so that nothing is kept of what is wrong with its expression',
    applies: ({ spec }) => {
      const variables = namedExpressions(isObject(spec) ? spec['variables'] : null)
      return variables.some((one) =>
        variables.some(
          (other) => other['name'] === one['name'] && other['expression'] !== one['expression'],
        ),
      )
    },
  },
]

function namedExpressions(list: JsonValue | undefined): readonly JsonObject[] {
  return Array.isArray(list) ? list.filter(isObject) : []
}
