/** A way through the API server: the name under which requests go that way, which is their field manager's. */
export type Arm = 'bare' | 'refusing' | 'warning'

/** Dry-run only, so that what a test stores for later never meets a webhook. */
export function conditionOf(arm: Arm): string {
  const manager = 'request.options.fieldManager'
  return `request.dryRun && has(${manager}) && ${manager} == "${arm}"`
}
