import { mayActFor } from '../support/household'
import { take } from '../support/take'
import { axe, expect, mailsTo, test } from '../support/test'
import { visitName } from '../support/booking'
import { sentence, words } from '../support/words'

test('books visits for two people one right after the other @nojs @es', async ({ page, signOn, own, locale, allowedErrors }) => {
  allowedErrors.push(/409|422/)
  const w = words(locale)
  mayActFor(own[0], own[1], 'book')
  await signOn(page, own[0])
  await page.goto('/appointments')
  await page.getByRole('link', { name: w.book.together_link }).click()
  await expect(page.getByRole('heading', { level: 1, name: w.book.together_title })).toBeVisible()
  await axe(page)
  await page.getByRole('radio', { name: w.book.routine }).check()
  const visit = await visitName(page)
  // Each test at another office, so that none takes a time that another one wants.
  await page.getByLabel(w.book.together_office).selectOption({ index: take('together') })
  await page.locator('#visit-1').selectOption({ label: visit })
  await page.getByLabel(w.book.contact).fill('206-555-0142')
  await page.getByRole('button', { name: w.book.together_find }).click()
  await expect(page.getByRole('link', { name: sentence(w.common.people_wrong) })).toBeVisible()
  await axe(page)

  // What was chosen and typed is still there.
  await expect(page.getByRole('radio', { name: w.book.routine })).toBeChecked()
  await expect(page.locator('#visit-1').getByRole('option', { selected: true })).toHaveText(visit)
  await expect(page.getByLabel(w.book.contact)).toHaveValue('206-555-0142')
  await page.locator('#visit-0').selectOption({ label: visit })
  await page.getByRole('button', { name: w.book.together_find }).click()
  await expect(page.getByRole('heading', { level: 1, name: w.book.together_ways_title })).toBeVisible()
  await axe(page)
  await page.getByRole('link', { name: w.book.together_change }).click()
  for (const n of [0, 1]) await expect(page.locator(`#visit-${n}`).getByRole('option', { selected: true })).toHaveText(visit)
  await page.getByRole('button', { name: w.book.together_find }).click()
  await expect(page.getByRole('heading', { level: 1, name: w.book.together_ways_title })).toBeVisible()
  await page.getByRole('button', { name: w.book.together_choose }).last().click()
  await expect(page.getByRole('heading', { level: 1, name: w.book.together_check_title })).toBeVisible()
  await expect(page.getByRole('heading', { name: w.book.changing })).toBeVisible()
  await axe(page)
  await page.getByRole('button', { name: w.book.together_book }).click()
  await expect(page.getByRole('heading', { level: 1, name: w.book.together_done_title })).toBeVisible()
  await axe(page)
  for (const { email } of own) {
    await expect(() => expect(mailsTo(email).some((mail) => mail.includes(words('en').mail.booked))).toBe(true)).toPass()
  }
  await page.goto('/appointments')
  await expect(page.getByRole('article')).toHaveCount(1)
})
