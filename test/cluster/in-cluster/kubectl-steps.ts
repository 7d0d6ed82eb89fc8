import type { ControlPlane } from '../control-plane.ts'
import type { CommandResult } from '../kubectl.ts'

type Object = Readonly<Record<string, unknown>>

/** What tests of an installation do with kubectl. */
export interface Steps {
  /** As `kubectl apply -f`, for someone who may be somebody else. */
  readonly apply: (object: Object, ...args: readonly string[]) => Promise<CommandResult>
  /** The same, where it must succeed. */
  readonly must: (...args: readonly string[]) => Promise<string>
  readonly mustApply: (object: Object) => Promise<void>
  /** One object, or undefined where there is none. */
  readonly get: <Shape>(...args: readonly string[]) => Promise<Shape | undefined>
  /** Creates it on dry run: what standard error says, empty where it is let in. */
  readonly refusalOf: (object: Object, ...args: readonly string[]) => Promise<string>
}

export function stepsWith({ kubectl }: Pick<ControlPlane, 'kubectl'>): Steps {
  const apply = (object: Object, ...args: readonly string[]) =>
    kubectl(['apply', '-f', '-', ...args], { input: JSON.stringify(object) })
  const must = async (...args: readonly string[]) => succeeded(await kubectl(args), args)
  return {
    apply,
    must,
    mustApply: async (object) => {
      succeeded(await apply(object), ['apply', JSON.stringify(object)])
    },
    get: async <Shape>(...args: readonly string[]) => {
      const text = await must('get', ...args, '--ignore-not-found', '--output', 'json')
      return text === '' ? undefined : (JSON.parse(text) as Shape)
    },
    refusalOf: async (object, ...args) => {
      const create = ['create', '--dry-run=server', '-f', '-', ...args]
      const { code, stderr } = await kubectl(create, { input: JSON.stringify(object) })
      return code === 0 ? '' : stderr
    },
  }
}

function succeeded({ code, stdout, stderr }: CommandResult, args: readonly string[]): string {
  if (code !== 0) throw new Error(`kubectl ${args.join(' ')}: ${stderr}`)
  return stdout
}
