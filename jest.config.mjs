export default {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': '<rootDir>/tools/jestTransform.mjs' },
  transformIgnorePatterns: ['/node_modules/', '\\.mjs$'],
  globalSetup: '<rootDir>/test/real/globalSetup.mjs',
  globalTeardown: '<rootDir>/test/real/globalTeardown.mjs',
  testTimeout: 60_000,
  // Most of a test is waiting for programs: a worker for each processor, not one less.
  maxWorkers: '100%',
  // Of cases that wait more than they work, in one file.
  maxConcurrency: 4,
  clearMocks: true,
}
