import { expect, it, test } from '@jest/globals'
import { codeOwners } from '../../src/policy/codeOwners.ts'

const FILE = `# everything
*                   @acme/everyone
/charts/            @acme/charts @olga   # the charts
/charts/web         @wanda
values/*            @acme/values
docs/*.md           docs@example.com
/values/production.yaml
![oops]             @mallory
path\\ with\\ spaces/ @spacey
`

test.each<[string, readonly string[] | null]>([
  ['README.md', ['acme/everyone']],
  ['Charts/web', ['acme/everyone']],
  ['charts/api', ['acme/charts', 'olga']],
  ['charts/web', ['wanda']],
  ['charts/web/templates/a.yaml', ['wanda']],
  ['values/staging.yaml', ['acme/values']],
  ['values/eu/staging.yaml', ['acme/everyone']],
  ['values/production.yaml', []],
  ['docs/a.md', []],
  ['path with spaces/x', ['spacey']],
])('%s is owned by %j, the last line that fits', (path, owners) => {
  const found = codeOwners(FILE, path)
  expect([...(found?.teams ?? []), ...(found?.users ?? [])].sort()).toEqual([...(owners ?? [])].sort())
})

it('knows the line, as GitHub counts', () => {
  expect(codeOwners(FILE, 'charts/web')?.line).toBe(4)
  expect(codeOwners('', 'charts/web')).toBeNull()
})
