import { defineConfig } from 'vitest/config'

// One file at a time: each has a control plane of its own, half a gigabyte of memory and the start of five programs.
export default defineConfig({
  test: {
    include: ['test/cluster/**/*.test.ts'],
    fileParallelism: false,
    // prints how many cases were compared
    reporters: ['verbose'],
    testTimeout: 60_000,
    hookTimeout: 90_000,
  },
})
