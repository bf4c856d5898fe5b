import { haveAppointment } from '../support/booking'
import { axe, expect, test } from '../support/test'
import { sentence, words } from '../support/words'

test('an earlier time is proposed, kept and taken in one step @nojs @es', async ({ page, signOn, own, locale }) => {
  const w = words(locale)
  await signOn(page, own[0])
  const { address } = await haveAppointment(page, w)
  await page.goto(address)
  await page.getByText(w.appointments.earlier_want).click()
  await axe(page)
  await page.getByRole('button', { name: w.appointments.earlier_ask }).click()
  await expect(page.getByText(sentence(w.appointments.earlier_since))).toBeVisible()
  await expect(page.getByText(w.appointments.earlier_any_day)).toBeVisible()

  // The first days have earlier times.
  const proposal = page.getByText(sentence(w.appointments.earlier_free))
  await expect(async () => {
    await page.goto(address)
    await expect(proposal).toBeVisible({ timeout: 1_000 })
  }).toPass()
  await axe(page)
  await page.getByRole('button', { name: w.appointments.earlier_pass }).click()
  await expect(async () => {
    await page.goto(address)
    await expect(proposal).toHaveCount(1, { timeout: 1_000 })
  }).toPass()
  await page.getByRole('button', { name: w.appointments.earlier_take }).click()
  await expect(page.getByRole('heading', { level: 1, name: w.appointments.done_moved })).toBeVisible()
  await expect(proposal).toHaveCount(0)
  await expect(page.getByText(sentence(w.appointments.earlier_since))).toHaveCount(0)
})

test('who does not want to be told any more says so @nojs', async ({ page, signOn, own, locale }) => {
  const w = words(locale)
  await signOn(page, own[0])
  const { address } = await haveAppointment(page, w)
  await page.goto(address)
  await page.getByText(w.appointments.earlier_want).click()
  await page.locator('#weekdays-sunday').check()
  await page.getByRole('button', { name: w.appointments.earlier_ask }).click()
  await expect(page.getByText(sentence(w.appointments.earlier_since))).toContainText(w.common.sunday)
  await page.getByText(w.appointments.earlier_change).click()
  await expect(page.locator('#weekdays-sunday')).toBeChecked()
  await page.getByRole('button', { name: w.appointments.earlier_stop }).click()
  await expect(page.getByText(w.appointments.earlier_want)).toBeVisible()
  await expect(page.getByText(sentence(w.appointments.earlier_since))).toHaveCount(0)
})
