import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    // a guard against what hangs, not a measure: a loaded machine takes its time
    testTimeout: 60_000,
    hookTimeout: 60_000,
    include: ['test/**/*.test.ts'],
    exclude: ['test/cluster/**', 'test/browser/**'],
    setupFiles: ['test/support/seed.ts'],
    coverage: { provider: 'v8', include: ['src/**'] },
  },
})
