import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/cluster/**'],
    setupFiles: ['test/support/seed.ts'],
    coverage: { provider: 'v8', include: ['src/**'] },
  },
})
