import { haveAppointment } from '../support/booking'
import { axe, expect, test } from '../support/test'
import { sentence, words } from '../support/words'

test('moves to another day, keeps the old time until then, and sees both in the receipt @nojs @es', async ({ page, signOn, own, locale }) => {
  const w = words(locale)
  await signOn(page, own[0])
  const { start: before, address } = await haveAppointment(page, w, 'A cough')

  await page.getByRole('link', { name: w.appointments.move_link }).click()
  await expect(page.getByRole('heading', { level: 1, name: w.appointments.move_title })).toBeVisible()
  await expect(page.getByText(w.appointments.move_kept)).toBeVisible()
  await axe(page)
  const days = page.getByRole('navigation', { name: w.common.days }).getByRole('link')
  await days.nth(4).click()
  await expect(days.nth(4)).toHaveAttribute('aria-current', 'date')
  const time = page.getByRole('radio').first()
  expect(await time.getAttribute('value')).not.toBe(before)
  await time.check()
  await page.getByRole('button', { name: w.appointments.move_button }).click()

  await expect(page.getByRole('heading', { level: 1, name: w.appointments.done_moved })).toBeVisible()
  expect(new URL(page.url()).pathname).toBe(address)
  await expect(page.getByText(sentence(w.appointments.booked_for))).toBeVisible()
  await expect(page.getByText(sentence(w.appointments.moved_to))).toBeVisible()
  await expect(page.getByText('A cough')).toBeVisible()
  await axe(page)
})

test('without a choice is told to choose, and the first free time needs none @nojs', async ({ page, signOn, own, locale, allowedErrors }) => {
  allowedErrors.push(/4\d\d/)
  const w = words(locale)
  await signOn(page, own[0])
  const { address } = await haveAppointment(page, w)

  await page.goto(`${address}/move`)
  await page.getByRole('button', { name: w.appointments.move_button }).click()
  await expect(page.getByRole('alert').getByRole('link', { name: w.common.start_missing })).toBeVisible()
  await expect(page).toHaveTitle(/^Error:/)
  await page.getByRole('button', { name: w.book.first_free }).click()
  await expect(page.getByRole('heading', { level: 1, name: w.appointments.done_moved })).toBeVisible()
})
