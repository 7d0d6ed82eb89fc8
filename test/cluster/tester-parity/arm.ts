/** A way through the API server: the name under which requests go that way, which is their field manager's. */
export type Arm = 'bare' | 'refusing' | 'warning' | 'cases'

/** Dry-run only, so that what a test stores for later never meets a webhook; a deletion names no field manager. */
export function conditionOf(arm: Arm): string {
  const manager = 'request.options.fieldManager'
  return `request.dryRun && (request.operation == "DELETE" || (has(${manager}) && ${manager} == "${arm}"))`
}
