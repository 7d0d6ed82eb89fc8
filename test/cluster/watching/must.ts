import type { ControlPlane } from '../control-plane.ts'

/** What kubectl prints; an error where it fails. */
export async function must(
  { kubectl }: ControlPlane,
  args: readonly string[],
  input = '',
): Promise<string> {
  const { code, stdout, stderr } = await kubectl(args, { input })
  if (code !== 0) throw new Error(`kubectl ${args.join(' ')}: ${stderr}`)
  return stdout
}
