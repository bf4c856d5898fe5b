import { axe, expect, mailsTo, test } from '../support/test'
import { sentence, words } from '../support/words'

const phone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1'

test('is told of a new device by e-mail, and signs it off @nojs @es', async ({ page, playwright, baseURL, signOn, own: [member], locale }) => {
  const w = words(locale)
  await signOn(page, member)
  const stranger = await playwright.request.newContext({ baseURL, userAgent: phone })
  const { number, password } = member
  const answer = await stranger.post('/api/sign_on', { form: { number, password }, maxRedirects: 0 })
  expect(answer.status()).toBe(200)
  const mails = () => mailsTo(member.email).filter((mail) => sentence(words('en').mail.device ?? '').test(mail))
  await expect(() => expect(mails().filter((mail) => mail.includes('Safari on iPhone'))).toHaveLength(1)).toPass()

  await page.goto('/account')
  const section = page.getByRole('region', { name: w.account.sessions })
  const theirs = section.getByRole('listitem').filter({ hasText: /Safari (on|en) iPhone/ })
  await expect(theirs).toHaveCount(1)
  await expect(section.getByText(w.account.this_session ?? '')).toBeVisible()
  await axe(page)
  await theirs.getByRole('button').click()
  await expect(page.getByText(w.account.session_ended ?? '')).toBeVisible()
  await expect(theirs).toHaveCount(0)
  expect(await (await stranger.get('/api/me')).json()).toBeNull()
  await stranger.dispose()
})
