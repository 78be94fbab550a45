export default {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '\\.ts$': '<rootDir>/tools/jestTransform.mjs' },
  transformIgnorePatterns: ['/node_modules/', '\\.mjs$'],
  testTimeout: 120_000,
  clearMocks: true,
}
