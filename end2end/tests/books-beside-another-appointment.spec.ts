import { book } from '../support/booking'
import { axe, expect, test } from '../support/test'
import { check, tooNear, twoOf } from '../support/wish'
import { sentence, words } from '../support/words'

test('is told which appointment at another office is too near, and leads to it @nojs @es', async ({ page, signOn, own, locale, allowedErrors }) => {
  allowedErrors.push(/4\d\d/)
  const w = words(locale)
  await signOn(page, own[0])
  const [first, near] = await tooNear(page, 'office-visit', 30)
  await check(page, first)
  const address = await book(page, w)

  await check(page, near)
  await page.getByRole('button', { name: w.book.book }).click()
  const alert = page.getByRole('alert')
  await expect(alert.getByText(w.verdict.too_near_what)).toBeVisible()
  await expect(alert.getByText(sentence(w.verdict.too_near_why))).toBeVisible()
  await axe(page)
  await alert.getByRole('link', { name: w.verdict.see_other }).click()
  await expect(page).toHaveURL(new RegExp(`${address}$`))
})

test('is told which visit of the kind is open, and moves that one @nojs @es', async ({ page, signOn, own, locale, allowedErrors }) => {
  allowedErrors.push(/4\d\d/)
  const w = words(locale)
  await signOn(page, own[0])
  const [first, another] = await twoOf(page, 'new-patient-visit')
  await check(page, first)
  const address = await book(page, w)

  await check(page, another)
  await page.getByRole('button', { name: w.book.book }).click()
  const alert = page.getByRole('alert')
  await expect(alert.getByText(w.verdict.most_open_what)).toBeVisible()
  await expect(alert.getByText(sentence(w.verdict.only_open_why))).toBeVisible()
  await axe(page)
  await alert.getByRole('link', { name: w.verdict.move_other }).click()
  await expect(page).toHaveURL(new RegExp(`${address}/move$`))
  await expect(page.getByRole('heading', { level: 1, name: w.appointments.move_title })).toBeVisible()
})

test('sees on the account whom a referral is to, until when, and how many visits are left @nojs @es', async ({ page, signOn, own, locale }) => {
  const w = words(locale)
  await signOn(page)
  await page.goto('/account')
  const section = page.getByRole('region', { name: w.account.referrals })
  await expect(section.getByText(sentence(w.account.referral_days))).toBeVisible()
  await expect(section.getByText(sentence(w.account.visits_left))).toBeVisible()
  await axe(page)
  await section.getByRole('link').click()
  await expect(page).toHaveURL(/\/directory\?specialty=surgery/)

  await signOn(page, own[0])
  await page.goto('/account')
  await expect(page.getByRole('region', { name: w.account.referrals }).getByText(w.account.no_referrals)).toBeVisible()
})
