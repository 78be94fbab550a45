import { expect, test } from '@jest/globals'
import { acme, headOid } from './acme.ts'
import { markdown } from './web/markdown.ts'

test.each([
  ['scripts', 'x<script>alert(1)</script>', '<p>x</p>'],
  ['comments', 'a<!-- secret -->b', '<p>ab</p>'],
  [
    'event handlers',
    '<details open onclick="x()"><summary>s</summary>t</details>',
    '<details open><summary>s</summary>t</details>',
  ],
  ['images and frames', 'a<img src=x onerror=y><iframe src=z></iframe>b', '<p>ab</p>'],
  ['styles', '<b style="color:red">b</b>', '<p><b>b</b></p>'],
  ['script links', '<a href="javascript:x">l</a>', '<p><a>l</a></p>'],
  ['protocol-relative links', '<a href="//x.y">l</a>', '<p><a>l</a></p>'],
  ['tags left open', '<details><summary>s', '<details><summary>s</summary></details>'],
  ['tags never opened', 'a</section></div>b', '<p>ab</p>'],
  ['half a tag', 'a <b', '<p>a &lt;b</p>'],
  ['quotes that hide an end', '<b title="a>b">c</b>', '<p><b>c</b></p>'],
])('Markdown without %s', (_, text, html) => {
  expect(markdown(text).trim()).toBe(html)
})

test('what GitHub keeps is kept', () => {
  expect(markdown('**b** `c` <sub>s</sub><br>\n\n[l](https://x.y/z)')).toBe(
    '<p><strong>b</strong> <code>c</code> <sub>s</sub><br></p>\n<p><a href="https://x.y/z">l</a></p>\n',
  )
  expect(markdown('|a|\n|:-:|\n|b|')).toContain('<th style="text-align:center">a</th>')
  expect(markdown('```diff\n-a\n+<b>\n@@ c\n d\n```')).toBe(
    '<pre class="diff"><span class="del">-a</span><span class="add">+&lt;b&gt;</span>' +
      '<span class="hunk">@@ c</span><span class="same"> d</span></pre>\n',
  )
  expect(markdown('> [!WARNING]\n> careful')).toContain(
    '<blockquote class="alert warning"><p><b>Warning</b><br>careful',
  )
})

test('the page shows the conversation in order, statuses, reactions and what is hidden', async () => {
  await using shop = await acme()
  const { repo } = shop
  const first = repo.comment(1, 'github-actions[bot]', 'plan **one**')
  repo.minimizeComment(first)
  repo.review(1, 'bob', { state: 'CHANGES_REQUESTED', body: 'too many' })
  const second = repo.comment(1, 'bob', '/approve all')
  repo.editComment(second, 'bob', '/approve 1')
  repo.react(second, 'github-actions[bot]', '+1')
  repo.deleteComment(repo.comment(1, 'carol', 'gone'), 'carol')
  const creator = shop.forge.user('github-actions[bot]')
  repo.addStatus({
    sha: headOid,
    context: 'gate',
    state: 'pending',
    description: 'needs 1 <more>',
    targetUrl: 'https://x.y',
    creator,
  })
  const { body, headers } = await shop.visit('GET', '/acme/shop/pull/1')
  const page = String(body)
  const wanted = [
    'Scale',
    'Open',
    'More replicas',
    'marked as outdated',
    'plan <strong>one</strong>',
    'requested changes',
    'too many',
  ]
  const rest = ['edited', '/approve 1', '👍 1', 'deleted a comment', 'gate', 'needs 1 &lt;more&gt;']
  const places = [...wanted, ...rest].map((text) => page.indexOf(text))
  expect(headers.get('content-type')).toBe('text/html; charset=utf-8')
  expect(places).toEqual(places.toSorted((a, b) => a - b))
  expect(places).not.toContain(-1)
  expect(page).not.toMatch(/<script|gone/)
  expect(shop.forge.transcript).toEqual([])
})

test.each([
  ['merged', 'Merged'],
  ['closed', 'Closed'],
])('a %s pull request says so', async (how, word) => {
  await using shop = await acme()
  if (how === 'merged') shop.repo.merge(1, 'bob')
  else shop.repo.close(1, 'bob')
  expect((await shop.visit('GET', '/acme/shop/pull/1')).body).toContain(`<span class="badge ${how}">${word}</span>`)
  expect((await shop.visit('GET', '/acme/shop/pull/2')).status).toBe(404)
})
