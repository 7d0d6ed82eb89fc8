import type { CommandForm } from '../settings/arguments.ts'
import type { Command } from './command.ts'

/** A command by its name; loaded when it is asked for, so that one does not pay for the libraries of another. */
export interface CommandEntry {
  readonly name: string
  readonly load: () => Promise<Command>
}

/** Every subcommand, in the order of `sallyport --help`. */
export const commands: readonly CommandEntry[] = [
  { name: 'serve', load: async () => (await import('./serve.ts')).serve },
  { name: 'test', load: async () => (await import('./test.ts')).test },
  { name: 'verify', load: async () => (await import('./verify.ts')).verify },
  { name: 'check', load: async () => (await import('./check.ts')).check },
  { name: 'explain', load: async () => (await import('./explain.ts')).explain },
  { name: 'review', load: async () => (await import('./review.ts')).review },
  { name: 'webhooks', load: async () => (await import('./webhooks.ts')).webhooks },
  { name: 'preflight', load: async () => (await import('./preflight.ts')).preflight },
  { name: 'policies', load: async () => (await import('./policies.ts')).policies },
  { name: 'schema', load: async () => (await import('./schema.ts')).schema },
  {
    name: 'completion',
    load: async () => (await import('./completion.ts')).completionOf(commandForms),
  },
]

/** What the help of every command is made of. */
export async function commandForms(): Promise<readonly CommandForm[]> {
  const loaded = await Promise.all(commands.map(({ load }) => load()))
  return loaded.map(({ form }) => form)
}
