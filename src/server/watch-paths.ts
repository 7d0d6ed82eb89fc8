import { watch } from 'chokidar'

/** Stops watching. */
export interface Watch {
  readonly close: () => Promise<void>
}

/**
 * Calls back when something below the paths has changed and then been quiet for `quietMs`. Says only that, not what: a
 * ConfigMap changes by the swap of one symbolic link, editors by a rename.
 * https://kubernetes.io/docs/concepts/configuration/configmap/#mounted-configmaps-are-updated-automatically
 */
export function watchPaths(paths: readonly string[], quietMs: number, onChange: () => void): Watch {
  const watcher = watch([...paths], { ignoreInitial: true, persistent: false })
  let quiet: NodeJS.Timeout | undefined
  watcher.on('all', () => {
    clearTimeout(quiet)
    quiet = setTimeout(onChange, quietMs)
    quiet.unref()
  })
  watcher.on('error', onChange)
  return {
    close: async () => {
      clearTimeout(quiet)
      await watcher.close()
    },
  }
}
