import { expect, test } from '@jest/globals'
import { readDroppedHooks } from '../../src/helm/readDroppedHooks.ts'

test.each([
  ['of Helm 3', 'manifest_sorter.go:199: info: skipping unknown hook: "pre-upgrade, odd"\n', ['pre-upgrade, odd']],
  ['of Helm 4', 'level=INFO msg="skipping unknown hooks" hookTypes="pre-upgrade, odd"\n', ['pre-upgrade, odd']],
  ['of Helm 4, one word', 'level=INFO msg="skipping unknown hooks" hookTypes=crd-install\n', ['crd-install']],
  ['with quotes inside', 'skipping unknown hook: "a\\"b"\n', ['a"b']],
  ['with an escape of Go', 'skipping unknown hook: "a\\x01"\n', ['"a\\x01"']],
  ['several', 'skipping unknown hook: "a"\nwarning: x\nskipping unknown hook: "b"', ['a', 'b']],
  ['none', 'coalesce.go: warning: unknown hook of a value\n', []],
])('words about documents that are left out, %s', (_what, stderr, found) => {
  expect(readDroppedHooks(stderr)).toEqual(found)
})
