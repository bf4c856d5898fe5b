import { axe, expect, test } from '../support/test'
import { words } from '../support/words'

// The demonstration's clinician of this clinic can be seen without a referral: nothing but the contract
// stands between a member and a booking.
const search = '/directory?specialty=obstetrics-gynecology&place=Spokane'
const clinic = 'Palouse Hills Clinic'

test('who works elsewhere under a contract is called, and the page says why (B9) @nojs @es', async ({ page, locale }) => {
  const w = words(locale)
  await page.goto(search)
  const card = page.getByRole('article').filter({ hasText: clinic })
  await expect(card.getByText(w.verdict.phone_badge)).toBeVisible()
  await expect(card.getByText(w.directory.no_referral)).toBeVisible()
  await expect(card.getByText(w.directory.call_to_book)).toBeVisible()
  await card.getByRole('heading').getByRole('link').click()
  await expect(page).toHaveURL(/\/clinicians\//)

  const main = page.getByRole('main')
  await expect(main.getByText(w.verdict.contracted_what)).toBeVisible()
  await expect(main.getByText(w.verdict.contracted_why)).toBeVisible()
  await expect(main.getByText(w.verdict.contracted_now)).toBeVisible()
  await expect(main.getByRole('link', { name: /^509-555-\d{4}$/ })).toHaveCount(1)
  await expect(main.getByRole('link', { name: w.verdict.find_online })).toBeVisible()
  await expect(main.locator('a[href^="/book/"]')).toHaveCount(0)
  await axe(page)
})

test('a booking of theirs that is typed into the address is refused (B9) @nojs', async ({ page, signOn, own, locale, allowedErrors }) => {
  allowedErrors.push(/409/)
  const w = words(locale)
  await signOn(page, own[0])
  await page.goto(search)
  const profile = await page.getByRole('article').filter({ hasText: clinic }).getByRole('heading').getByRole('link').getAttribute('href')
  const role = profile?.match(/#at-(.+)$/)?.[1]
  const start = new Date(Date.now() + 7 * 24 * 60 * 60 * 1000).toISOString()
  const answers = new URLSearchParams({ need: 'routine', visit: 'gynecology-visit', start })
  await page.goto(`/book/${role}/details?${answers}`)
  await page.getByRole('button', { name: w.book.go_on }).click()
  await expect(page.getByRole('alert').getByText(w.verdict.contracted_what)).toBeVisible()
  await expect(page.getByRole('alert').getByText(w.verdict.contracted_why)).toBeVisible()
  await axe(page)
  await page.goto('/appointments')
  await expect(page.getByRole('main').getByRole('heading', { level: 1 })).toBeVisible()
  await expect(page.getByRole('main').getByRole('article')).toHaveCount(0)
})
